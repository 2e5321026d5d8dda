from typing import Any

from django.db import models
from django.db.models import Q

from motcua.appointments.domain.states import TAKES_A_PLACE, Purpose, State
from motcua.appointments.models.opening import Opening
from motcua.kernel.crypto import EncryptedJSONField
from motcua.kernel.ids import new_id


class Booking(models.Model):
    """One place in one slot. Who has it is sealed, and forgotten some weeks after the day.

    ``place`` counts from 0 within the slot: the database gives each place once, however many ask
    at the same moment. ``person_index`` is a keyed hash of the account or the telephone number.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=20, unique=True)
    opening = models.ForeignKey(Opening, models.PROTECT, related_name="bookings")
    agency_id = models.UUIDField()
    service_id = models.UUIDField()
    service_name: Any = models.JSONField()
    purpose = models.CharField(max_length=12, choices=Purpose)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    place = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State)

    # "name", "phone", "email", "about" (a dossier's code as typed), "language".
    person: Any = EncryptedJSONField(purpose="appointments.person", null=True)
    person_index = models.CharField(max_length=64, blank=True)
    applicant_id = models.UUIDField(null=True)
    case_id = models.UUIDField(null=True)

    # Of the code by text message; empty where none was asked for.
    code_hash = models.CharField(max_length=64, blank=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    held_until = models.DateTimeField(null=True)

    reminder_at = models.DateTimeField(null=True)
    ticket_id = models.UUIDField(null=True)
    arrived_at = models.DateTimeField(null=True)
    came_late = models.BooleanField(default=False)
    booked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    # Why the office cancelled it.
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "appointments_booking"
        indexes = [
            models.Index(fields=["agency_id", "starts_at"], name="booking_of_agency"),
            models.Index(
                fields=["reminder_at"],
                condition=Q(reminder_at__isnull=False),
                name="booking_to_remind",
            ),
            models.Index(fields=["held_until"], condition=Q(state="held"), name="booking_held"),
            models.Index(
                fields=["starts_at"], condition=Q(person__isnull=False), name="booking_to_forget"
            ),
            models.Index(
                fields=["applicant_id", "starts_at"],
                condition=Q(applicant_id__isnull=False),
                name="booking_of_applicant",
            ),
            models.Index(
                fields=["case_id"], condition=Q(case_id__isnull=False), name="booking_of_case"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["opening", "starts_at", "place"],
                condition=Q(state__in=[each.value for each in TAKES_A_PLACE]),
                name="booking_place_once",
            ),
            models.UniqueConstraint(
                fields=["person_index", "service_id"],
                condition=Q(state="booked"),
                name="booking_one_open",
            ),
            models.CheckConstraint(
                condition=Q(state="arrived", ticket_id__isnull=False, arrived_at__isnull=False)
                | (~Q(state="arrived") & Q(ticket_id=None, arrived_at=None)),
                name="booking_arrived_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state="held") | Q(held_until__isnull=False), name="booking_held_ends"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["held", "booked"]) | Q(person__isnull=False),
                name="booking_open_has_person",
            ),
        ]

    @property
    def audit_subject(self) -> str:
        return f"appointment:{self.pk}"
