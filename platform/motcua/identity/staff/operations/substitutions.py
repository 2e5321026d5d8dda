"""Naming who does one's work during an absence, and taking it back."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.identity.models import Account
from motcua.identity.roles import permissions_of
from motcua.identity.staff.models import Substitution
from motcua.identity.staff.queries.people import StaffMissing, list_assignments
from motcua.identity.staff.queries.substitutions import (
    WORK,
    SubstitutionMissing,
    SubstitutionView,
    view_of,
)
from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, Forbidden, Invalid

LONGEST: Final = timedelta(days=370)
CONFIGURE: Final = "tenant.configure"
_READ: Final = f"{WORK}read"


class SubstitutionInvalid(Invalid):
    code = "substitution_invalid"


class SubstitutionOverlaps(Conflict):
    code = "substitution_overlaps"


class SubstitutionNotYours(Forbidden):
    code = "substitution_not_yours"


def name_substitute(
    *,
    absent_id: UUID,
    substitute_id: UUID,
    starts_at: datetime,
    ends_at: datetime,
    by: Actor,
    now: datetime,
    reason: str = "",
) -> SubstitutionView:
    """From ``starts_at`` until before ``ends_at`` the substitute may do the absent person's work.

    One names one's own substitute; whoever looks after the accounts may do it for somebody who
    fell ill, but never name themselves. Who reads no dossiers cannot stand in for who does. One
    substitute at a time, so that it is always clear who answers.
    Raises ``SubstitutionInvalid``, ``SubstitutionOverlaps``, ``SubstitutionNotYours``,
    ``StaffMissing``.
    """
    _check_who(absent_id, substitute_id, by)
    _check_days(starts_at, ends_at, now)
    with transaction.atomic():
        absent, substitute = _lock(absent_id), _lock(substitute_id)
        held = permissions_of(
            frozenset(each.role for each in list_assignments(substitute_id, now=now))
        )
        if _READ not in held:
            raise SubstitutionInvalid(
                _("Người thay phải là cán bộ giải quyết hồ sơ."), field="substitute"
            )
        same = Substitution.objects.filter(
            absent=absent, cancelled_at=None, starts_at__lt=ends_at, ends_at__gt=starts_at
        )
        if same.exists():
            raise SubstitutionOverlaps(
                _("Trong khoảng ngày này đã có người thay. Hãy hủy lần đó trước.")
            )
        row = Substitution.objects.create(
            absent=absent,
            substitute=substitute,
            starts_at=starts_at,
            ends_at=ends_at,
            reason=reason.strip()[:300],
            named_by=by.reference,
            named_at=now,
        )
        _record("identity.substitute_named", row, by=by, now=now)
    return view_of(row)


def cancel_substitution(*, substitution_id: UUID, by: Actor, now: datetime) -> None:
    """It ends at once; repeating it changes nothing. Either side may end it."""
    with transaction.atomic():
        row = Substitution.objects.select_for_update().filter(pk=substitution_id).first()
        if row is None:
            raise SubstitutionMissing(_("Không có lần thay này."))
        if by.id not in (row.absent_id, row.substitute_id) and not by.may(CONFIGURE):
            raise SubstitutionNotYours(_("Bạn không hủy được lần thay của người khác."))
        if row.cancelled_at is not None:
            return
        row.cancelled_at, row.cancelled_by = now, by.reference
        row.save(update_fields=["cancelled_at", "cancelled_by"])
        _record("identity.substitute_cancelled", row, by=by, now=now)


def _check_who(absent_id: UUID, substitute_id: UUID, by: Actor) -> None:
    if absent_id == substitute_id:
        raise SubstitutionInvalid(_("Hãy chọn một người khác thay."), field="substitute")
    if by.id == absent_id:
        return
    if not by.may(CONFIGURE) or by.id == substitute_id:
        raise SubstitutionNotYours(_("Mỗi người tự chọn người thay cho mình."))


def _check_days(starts_at: datetime, ends_at: datetime, now: datetime) -> None:
    if ends_at <= starts_at or ends_at <= now:
        raise SubstitutionInvalid(
            _("Ngày kết thúc phải sau ngày bắt đầu và chưa qua."), field="until"
        )
    if ends_at - starts_at > LONGEST:
        raise SubstitutionInvalid(_("Một lần thay không dài quá một năm."), field="until")


def _lock(staff_id: UUID) -> Account:
    account = Account.objects.select_for_update().filter(pk=staff_id, is_active=True).first()
    if account is None:
        raise StaffMissing(_("Không có cán bộ này."))
    return account


def _record(action: str, row: Substitution, *, by: Actor, now: datetime) -> None:
    audit.record(
        action=action,
        subject=f"staff:{row.absent_id}",
        by=by,
        at=now,
        data={
            "substitute": row.substitute_id,
            "from": row.starts_at,
            "until": row.ends_at,
            "reason": row.reason,
        },
    )
