from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.kernel.ids import new_id


class SubstitutionQuerySet(models.QuerySet["Substitution"]):
    def live_at(self, now: Any) -> "SubstitutionQuerySet":
        return self.filter(starts_at__lte=now, ends_at__gt=now, cancelled_at=None)


class Substitution(models.Model):
    """Who does whose work during an absence. Rows are never deleted: who could act in whose place,
    and when, stays known. The end is exclusive."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    absent = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="absences"
    )
    substitute = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="substitutions"
    )
    starts_at = models.DateTimeField(_("từ"))
    ends_at = models.DateTimeField(_("đến"))
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    named_by = models.CharField(max_length=80)
    named_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.CharField(max_length=80, blank=True)

    objects = SubstitutionQuerySet.as_manager()

    class Meta:
        db_table = "identity_substitution"
        indexes = [
            models.Index(
                fields=["substitute", "ends_at"],
                condition=Q(cancelled_at=None),
                name="substitution_of_whom",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=models.F("starts_at")), name="substitution_ends_after"
            ),
            models.CheckConstraint(
                condition=~Q(absent=models.F("substitute")), name="substitution_by_another"
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancelled_by="")
                | (Q(cancelled_at__isnull=False) & ~Q(cancelled_by="")),
                name="substitution_cancelled_whole",
            ),
        ]
