"""Units and people of a whole file, all or none."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from billing.api import Meter, standing_of
from motcua.catalogue.domain.reference_files import RowFault
from motcua.fleet.domain.sheets import PersonRow, UnitRow, read_people, read_units
from motcua.fleet.errors import DeedRefused
from motcua.identity import api as identity
from motcua.kernel.actors import Actor
from tenants.api import current_tenant


def take_in_table(
    *, what: str, content: bytes, name: str, known: frozenset[str], by: Actor, now: datetime
) -> tuple[int, list[RowFault]]:
    """``what``: ``units`` or ``people``; ``known``: codes of the units there are.

    Returns how many rows were taken in, or every fault and nothing taken.
    Raises ``ImportRefused`` for a file that cannot be read.
    """
    if what == "units":
        units = read_units(content, name, known=known)
        if units.faults:
            return 0, units.faults
        return take_in_units(rows=units.rows, by=by, now=now), []
    people = read_people(content, name, units=known)
    if people.faults:
        return 0, people.faults
    return take_in_people(rows=people.rows, by=by, now=now), []


def take_in_units(*, rows: list[UnitRow], by: Actor, now: datetime) -> int:
    """Parents before their children, whatever order the file has. Raises what identity raises."""
    waiting = list(rows)
    with transaction.atomic():
        while waiting:
            named = {row.code for row in waiting}
            ready = [row for row in waiting if row.parent not in named]
            if not ready:
                raise DeedRefused(_("Cột cấp trên đi vòng: hai đơn vị là cấp trên của nhau."))
            for row in ready:
                identity.create_agency(
                    code=row.code,
                    name=row.name,
                    kind=row.kind,
                    parent_code=row.parent or None,
                    phone=row.phone,
                    address=row.address,
                    is_reception_point=row.is_reception_point,
                    by=by,
                    now=now,
                )
            waiting = [row for row in waiting if row not in ready]
    return len(rows)


def take_in_people(*, rows: list[PersonRow], by: Actor, now: datetime) -> int:
    """Accounts without passwords: each person gets a link. Raises ``DeedRefused`` over the plan."""
    require_room_for_staff(len(rows), now=now)
    with transaction.atomic():
        for row in rows:
            identity.create_staff(
                username=row.username,
                full_name=row.full_name,
                email=row.email,
                phone=row.phone,
                title=row.title,
                agency_code=row.unit or None,
                roles=[(role, row.unit or None) for role in row.roles],
                by=by,
                now=now,
            )
    return len(rows)


def require_room_for_staff(more: int, *, now: datetime) -> None:
    """Raises ``DeedRefused`` when ``more`` people would go beyond the plan."""
    standing = standing_of(current_tenant().id, Meter.STAFF, now=now)
    if standing.is_held:
        raise DeedRefused(
            _("Gói đã hết hoặc quá hạn thanh toán nên chưa thêm tài khoản mới được."), field="file"
        )
    if standing.limit is None:
        return
    here = sum(each.is_active for each in identity.list_everybody(now=now))
    if here + more > standing.limit:
        raise DeedRefused(
            _("Gói hiện tại có %(limit)d tài khoản cán bộ, đang dùng %(used)d.")
            % {"limit": standing.limit, "used": here},
            field="file",
        )
