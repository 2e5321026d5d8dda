from typing import Any

from django.db import models
from django.db.models import Q

from motcua.casework.models.case import Case
from motcua.kernel.crypto import EncryptedJSONField
from motcua.kernel.ids import new_id


class MendingState(models.TextChoices):
    WAITING = "waiting"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


class Mending(models.Model):
    """An officer's proposal to correct one answer. Until the applicant confirms, the old stands.

    ``old`` and ``new`` are ``{"value": answer, "text": as shown}``.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="mendings")
    field_id = models.CharField(max_length=80)
    label = models.CharField(max_length=400)
    old: Any = EncryptedJSONField(purpose="casework.mending.old")
    new: Any = EncryptedJSONField(purpose="casework.mending.new")
    reason = models.TextField()
    state = models.CharField(
        max_length=10, choices=MendingState.choices, default=MendingState.WAITING
    )
    submission_id = models.UUIDField()
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField(null=True)
    asked_by_name = models.CharField(max_length=200)
    answered_at = models.DateTimeField(null=True)
    answer_note = models.TextField(blank=True)

    class Meta:
        db_table = "casework_mending"
        indexes = [models.Index(fields=["case", "asked_at"], name="mending_of_case")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "field_id"], condition=Q(state="waiting"), name="mending_one_open"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", answered_at=None)
                | (~Q(state="waiting") & Q(answered_at__isnull=False)),
                name="mending_answered_has_time",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="mending_has_reason"),
        ]
