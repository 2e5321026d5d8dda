from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.identity.staff.models.agency import Agency
from motcua.kernel.ids import new_id


class RoleAssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    def live_at(self, now: datetime) -> "RoleAssignmentQuerySet":
        return self.filter(live_at(now))


def live_at(now: datetime, prefix: str = "") -> Q:
    """Condition "this assignment holds at ``now``"; the end is exclusive."""
    begun: dict[str, Any] = {f"{prefix}valid_from__lte": now}
    open_ended: dict[str, Any] = {f"{prefix}valid_until": None}
    not_over: dict[str, Any] = {f"{prefix}valid_until__gt": now}
    return Q(**begun) & (Q(**open_ended) | Q(**not_over))


class RoleAssignment(models.Model):
    """One role of one person, at one agency or in the whole tenant (``agency`` null).

    Rows are never deleted: withdrawing ends them, so that who could do what, when, stays known.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="role_assignments"
    )
    role = models.CharField(_("vai trò"), max_length=40)
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    valid_from = models.DateTimeField(_("từ"))
    valid_until = models.DateTimeField(_("đến"), null=True, blank=True)
    assigned_by = models.CharField(max_length=80)

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        db_table = "identity_role_assignment"
        indexes = [models.Index(fields=["role", "agency"], name="identity_role_by_agency")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=models.F("valid_from")),
                name="identity_role_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["account", "role", "agency"],
                condition=Q(valid_until=None),
                nulls_distinct=False,
                name="identity_role_open_once",
            ),
        ]
