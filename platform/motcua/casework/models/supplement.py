from django.db import models
from django.db.models import Q

from motcua.casework.models.case import Case
from motcua.kernel.ids import new_id


class SupplementRequest(models.Model):
    """One request that lists everything missing. The law wants one; a second counts as late."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="supplements")
    sequence = models.PositiveSmallIntegerField()
    message = models.TextField(blank=True)
    before_reception = models.BooleanField()
    state_before = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=60)
    asked_by_name = models.CharField(max_length=200)
    due_at = models.DateTimeField()
    correction_id = models.UUIDField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer_submission_id = models.UUIDField(null=True, unique=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "casework_supplement"
        constraints = [
            models.UniqueConstraint(fields=["case", "sequence"], name="supplement_position"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(closed_at=None), name="supplement_one_open"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer_submission_id=None)
                | Q(
                    answered_at__isnull=False,
                    answer_submission_id__isnull=False,
                    closed_at__isnull=False,
                ),
                name="supplement_answer_whole_or_not",
            ),
        ]

    @property
    def counts_overdue(self) -> bool:
        """QĐ 766: more than one request makes the dossier late in the national score."""
        return self.sequence > 1


class SupplementItem(models.Model):
    """One field, file or paper to add or mend, and why."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.ForeignKey(SupplementRequest, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=[(k, k) for k in ("field", "file", "component")])
    # Field id or component id of the service document; for a file the field that holds it.
    target = models.CharField(max_length=80)
    label = models.CharField(max_length=400)
    reason_code = models.CharField(max_length=40)
    reason = models.TextField()

    class Meta:
        db_table = "casework_supplement_item"
        constraints = [
            models.UniqueConstraint(fields=["request", "position"], name="supplement_item_place"),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(reason_code=""), name="supplement_item_has_reason"
            ),
        ]
