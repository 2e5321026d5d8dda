"""An account is deleted: a petition goes on by its code and is no longer tied to the sender's
account once it is answered."""

from datetime import datetime
from uuid import UUID

from motcua.identity.api import AccountPart, Held
from motcua.petitions.domain.states import OPEN
from motcua.petitions.models import Petition


class PetitionsPart(AccountPart):
    key = "petitions"

    def held(self, applicant_id: UUID) -> Held:
        count = Petition.objects.filter(applicant_id=applicant_id, state__in=OPEN).count()
        return Held(running=count, kept=count)

    def forget(self, applicant_id: UUID, *, now: datetime) -> None:
        Petition.objects.filter(applicant_id=applicant_id).update(applicant_id=None)
