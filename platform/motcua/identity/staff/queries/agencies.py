from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.identity.staff.models import Agency, AgencyKind
from motcua.kernel.errors import NotFound


class AgencyMissing(NotFound):
    code = "agency_missing"


@dataclass(frozen=True, slots=True)
class AgencyView:
    id: UUID
    code: str
    name: str
    kind: str
    parent_id: UUID | None
    phone: str
    address: str
    commune_code: str = ""
    is_reception_point: bool = False
    is_active: bool = True


def list_agencies(
    *, kind: str | None = None, reception_points_only: bool = False, limit: int = 1_000
) -> list[AgencyView]:
    """Active agencies by name."""
    rows = Agency.objects.filter(is_active=True)
    if kind is not None:
        rows = rows.filter(kind=kind)
    if reception_points_only:
        rows = rows.filter(is_reception_point=True)
    return [view_of(row) for row in rows[:limit]]


def get_agency(agency_id: UUID) -> AgencyView:
    """Raises ``AgencyMissing``."""
    row = Agency.objects.filter(pk=agency_id).first()
    if row is None:
        raise AgencyMissing(_("Không có đơn vị này."), field="agency")
    return view_of(row)


def find_agency(*, code: str) -> AgencyView | None:
    row = Agency.objects.filter(code=code).first()
    return view_of(row) if row else None


def with_divisions(
    agency_ids: frozenset[UUID], *, known: Sequence[tuple[UUID, UUID | None]] | None = None
) -> frozenset[UUID]:
    """These agencies and the divisions inside them. ``known``: all divisions with their parents,
    where they were read already.

    A role at an agency covers its divisions (phòng), but not agencies below it that are
    authorities of their own: a role at the provincial committee gives nothing in a commune.
    """
    if not agency_ids:
        return agency_ids
    inside: dict[UUID | None, list[UUID]] = {}
    for pk, parent in _divisions() if known is None else known:
        inside.setdefault(parent, []).append(pk)
    reached, waiting = set(agency_ids), list(agency_ids)
    while waiting:
        fresh = [pk for pk in inside.get(waiting.pop(), []) if pk not in reached]
        reached.update(fresh)
        waiting.extend(fresh)
    return frozenset(reached)


def _divisions() -> Sequence[tuple[UUID, UUID | None]]:
    return list(
        Agency.objects.filter(kind=AgencyKind.DIVISION).order_by().values_list("id", "parent_id")
    )


def all_agency_ids() -> frozenset[UUID]:
    return frozenset(Agency.objects.values_list("id", flat=True))


def view_of(row: Agency) -> AgencyView:
    return AgencyView(
        id=row.id,
        code=row.code,
        name=row.name,
        kind=row.kind,
        parent_id=row.parent_id,
        phone=row.phone,
        address=row.address,
        commune_code=row.commune_code,
        is_reception_point=row.is_reception_point,
        is_active=row.is_active,
    )
