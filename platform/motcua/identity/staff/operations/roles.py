"""Giving and withdrawing roles, and what follows for access to Wagtail."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.utils.translation import gettext as _

from motcua.identity.models import Account
from motcua.identity.roles import get_role
from motcua.identity.staff.groups import GROUP_OF_EVERYBODY, GROUPS_OF_ROLES
from motcua.identity.staff.models import RoleAssignment
from motcua.identity.staff.operations.sign_in_policy import guard_rescuer
from motcua.identity.staff.queries.people import StaffMissing
from motcua.kernel import audit
from motcua.kernel.actors import Actor

_ASSIGNED: Final = "identity.role_assigned"
_ENTER: Final = """
    INSERT INTO identity_account_groups (account_id, group_id)
    SELECT %s, id FROM auth_group WHERE name = ANY(%s)
"""


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
        _record(_ASSIGNED, staff_id, role, agency_id, by=by, now=now)


def first_roles(
    account: Account, held: Iterable[tuple[str, UUID | None]], *, by: Actor, now: datetime
) -> list[RoleAssignment]:
    """Rows for somebody who is just being taken on, each a role and where. Raises ``RoleMissing``.

    Whoever writes them records ``act_of`` each and calls ``enter_groups``.
    """
    return [
        RoleAssignment(
            account=account,
            role=get_role(role).key,
            agency_id=agency_id,
            valid_from=now,
            assigned_by=by.reference,
        )
        for role, agency_id in held
    ]


def act_of(row: RoleAssignment) -> tuple[str, dict[str, Any]]:
    """What the record says of giving it."""
    return _ASSIGNED, {"role": row.role, "agency_id": row.agency_id}


def enter_groups(account: Account, roles: Collection[str]) -> None:
    """As ``_sync_groups`` for somebody who is in none yet."""
    if roles:
        with connection.cursor() as cursor:
            cursor.execute(_ENTER, [account.pk, sorted(_groups_of(roles))])


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
    account.groups.set(Group.objects.filter(name__in=_groups_of(roles)))


def _groups_of(roles: Collection[str]) -> set[str]:
    names = {name for role in roles for name in GROUPS_OF_ROLES.get(role, ())}
    return names | {GROUP_OF_EVERYBODY} if roles else names


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
