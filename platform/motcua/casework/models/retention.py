from django.db import models
from django.db.models import Q

from motcua.casework.models.case import Case
from motcua.kernel.ids import new_id


class CaseHold(models.Model):
    """A legal hold: while it stands nothing of the dossier is erased (a complaint, a lawsuit)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="holds")
    reason = models.TextField()
    placed_at = models.DateTimeField()
    placed_by = models.CharField(max_length=60)
    placed_by_name = models.CharField(max_length=200, blank=True)
    released_at = models.DateTimeField(null=True)
    released_by = models.CharField(max_length=60, blank=True)

    class Meta:
        db_table = "casework_hold"
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(released_at=None), name="hold_one_open"
            ),
            models.CheckConstraint(
                condition=Q(released_at=None, released_by="")
                | (Q(released_at__isnull=False) & ~Q(released_by="")),
                name="hold_released_both_or_neither",
            ),
        ]


class CaseErasure(models.Model):
    """Proof that a dossier was there and how it ended, without anybody's data.

    ``proof``: digests of what was sent and of the papers, and the last hash of the audit chain, so
    that who keeps a copy can prove it genuine. Append-only by trigger.
    """

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="erasure")
    reference = models.CharField(max_length=40)
    code = models.CharField(max_length=60, blank=True)
    procedure_code = models.CharField(max_length=60)
    version_id = models.UUIDField()
    national_state = models.PositiveSmallIntegerField()
    submitted_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    retention_years = models.PositiveSmallIntegerField()
    proof = models.JSONField()
    erased_at = models.DateTimeField()

    class Meta:
        db_table = "casework_erasure"
