"""Giving and withdrawing roles, and what follows for access to Wagtail."""

from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.identity.models import Account
from motcua.identity.roles import get_role
from motcua.identity.staff.groups import GROUP_OF_EVERYBODY, GROUPS_OF_ROLES
from motcua.identity.staff.models import RoleAssignment
from motcua.identity.staff.operations.sign_in_policy import guard_rescuer
from motcua.identity.staff.queries.people import StaffMissing
from motcua.kernel import audit
from motcua.kernel.actors import Actor


def assign_role(
    *,
    staff_id: UUID,
    role: str,
    agency_id: UUID | None,
    by: Actor,
    now: datetime,
    valid_until: datetime | None = None,
) -> None:
    """Give ``role`` from now on; giving what is already held changes nothing.

    Raises ``RoleMissing`` or ``StaffMissing``.
    """
    get_role(role)
    with transaction.atomic():
        account = _lock(staff_id)
        held = RoleAssignment.objects.live_at(now).filter(
            account=account, role=role, agency=agency_id, valid_until=valid_until
        )
        if held.exists():
            return
        RoleAssignment.objects.create(
            account=account,
            role=role,
            agency_id=agency_id,
            valid_from=now,
            valid_until=valid_until,
            assigned_by=by.reference,
        )
        _sync_groups(account, now)
        _record("identity.role_assigned", staff_id, role, agency_id, by=by, now=now)


def withdraw_role(
    *, staff_id: UUID, role: str, agency_id: UUID | None, by: Actor, now: datetime
) -> None:
    """End ``role``; the next request of that person is already without it."""
    with transaction.atomic():
        account = _lock(staff_id)
        ended = (
            RoleAssignment.objects.live_at(now)
            .filter(account=account, role=role, agency=agency_id)
            .update(valid_until=now)
        )
        if not ended:
            return
        guard_rescuer(now)
        _sync_groups(account, now)
        _record("identity.role_withdrawn", staff_id, role, agency_id, by=by, now=now)


def _lock(staff_id: UUID) -> Account:
    account = Account.objects.select_for_update().filter(pk=staff_id).first()
    if account is None:
        raise StaffMissing(_("Không có cán bộ này."))
    return account


def _sync_groups(account: Account, now: datetime) -> None:
    """Roles that end by themselves are caught by ``StaffBackend``, not here."""
    roles = set(
        RoleAssignment.objects.live_at(now).filter(account=account).values_list("role", flat=True)
    )
    names = {name for role in roles for name in GROUPS_OF_ROLES.get(role, ())}
    if roles:
        names.add(GROUP_OF_EVERYBODY)
    account.groups.set(Group.objects.filter(name__in=names))


def _record(
    action: str, staff_id: UUID, role: str, agency_id: UUID | None, *, by: Actor, now: datetime
) -> None:
    audit.record(
        action=action,
        subject=f"staff:{staff_id}",
        by=by,
        at=now,
        data={"role": role, "agency_id": agency_id},
    )
