"""An account is deleted: an appointment agreed for is kept, by its code and its own contact; those
over are no longer tied to the person."""

from datetime import datetime
from uuid import UUID

from motcua.appointments.domain.states import State
from motcua.appointments.models import Booking
from motcua.identity.api import AccountPart


class AppointmentsPart(AccountPart):
    key = "appointments"

    def let_go(self, applicant_id: UUID, *, now: datetime) -> None:
        own = Booking.objects.filter(applicant_id=applicant_id)
        over = own.exclude(state__in=[State.HELD, State.BOOKED])
        over.update(person=None, person_index="")
        own.update(applicant_id=None)
