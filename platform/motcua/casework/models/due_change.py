from django.db import models
from django.db.models import Q

from motcua.casework.models.case import Case
from motcua.kernel.ids import new_id


class DueChangeKind(models.TextChoices):
    SET = "set"
    PAUSE = "pause"
    RESUME = "resume"
    RECOUNT = "recount"
    EXTEND = "extend"


class DueChange(models.Model):
    """Why a promised date is what it is. Append-only by trigger.

    A pause leaves ``after_due_at`` equal to ``before_due_at``; the resume that ends it moves it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="due_changes")
    kind = models.CharField(max_length=10, choices=DueChangeKind.choices)
    reason = models.TextField()
    legal_basis = models.CharField(max_length=300, blank=True)
    before_due_at = models.DateTimeField(null=True)
    after_due_at = models.DateTimeField(null=True)
    by = models.CharField(max_length=60)
    by_name = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "casework_due_change"
        indexes = [models.Index(fields=["case", "at"], name="due_change_of_case")]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="due_change_has_reason"),
        ]
