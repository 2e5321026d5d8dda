"""Who works here and what they may do now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.identity.models import Account
from motcua.identity.staff.models import RoleAssignment
from motcua.identity.staff.models.role_assignment import live_at
from motcua.kernel.errors import NotFound


class StaffMissing(NotFound):
    code = "staff_missing"


@dataclass(frozen=True, slots=True)
class AssignmentView:
    """``agency_id`` null means the whole tenant."""

    role: str
    agency_id: UUID | None
    valid_until: datetime | None


@dataclass(frozen=True, slots=True)
class StaffView:
    id: UUID
    username: str
    full_name: str
    phone: str
    email: str
    title: str
    roles: frozenset[str]
    agency_id: UUID | None
    agency_name: str
    is_active: bool
    assignments: tuple[AssignmentView, ...]


def get_staff(staff_id: UUID, *, now: datetime | None = None) -> StaffView:
    """Also of people who have left, whose names old dossiers show. Raises ``StaffMissing``."""
    row = _people(now or timezone.now()).filter(pk=staff_id).first()
    if row is None:
        raise StaffMissing(_("Không có cán bộ này."))
    return _view_of(row)


def find_staff(*, username: str, now: datetime | None = None) -> StaffView | None:
    row = _people(now or timezone.now()).filter(username=username).first()
    return _view_of(row) if row else None


def list_staff(
    *,
    role: str | None = None,
    agency_id: UUID | None = None,
    limit: int = 200,
    now: datetime | None = None,
) -> list[StaffView]:
    """Active staff by name: those who hold ``role`` now, at ``agency_id`` or everywhere.

    Without ``role``, ``agency_id`` means the unit people belong to.
    """
    at = now or timezone.now()
    people = _people(at).filter(is_active=True)
    if role is not None:
        holding = RoleAssignment.objects.live_at(at).filter(role=role)
        if agency_id is not None:
            holding = holding.filter(agency=agency_id) | holding.filter(agency=None)
        people = people.filter(pk__in=holding.values("account"))
    elif agency_id is not None:
        people = people.filter(staff_profile__agency=agency_id)
    return [_view_of(row) for row in people.order_by("full_name", "username")[:limit]]


def list_everybody(*, now: datetime, limit: int = 2_000) -> list[StaffView]:
    """Also who has left, after those who work here; for whoever looks after the accounts."""
    people = _people(now).order_by("-is_active", "full_name", "username")
    return [_view_of(row) for row in people[:limit]]


def list_assignments(account_id: UUID, *, now: datetime) -> tuple[AssignmentView, ...]:
    rows = RoleAssignment.objects.live_at(now).filter(account=account_id)
    return tuple(_assignment_view(row) for row in rows)


def _people(now: datetime) -> QuerySet[Account]:
    live = RoleAssignment.objects.filter(live_at(now)).order_by("role", "id")
    return Account.objects.select_related("staff_profile__agency").prefetch_related(
        Prefetch("role_assignments", queryset=live, to_attr="live_assignments")
    )


def _view_of(row: Account) -> StaffView:
    return view_of(row, live=getattr(row, "live_assignments", ()))


def view_of(row: Account, *, live: Iterable[RoleAssignment]) -> StaffView:
    """``live``: the roles held now, by name."""
    profile = getattr(row, "staff_profile", None)
    agency = profile.agency if profile else None
    assignments = tuple(_assignment_view(each) for each in live)
    return StaffView(
        id=row.id,
        username=row.username,
        full_name=row.full_name,
        phone=profile.phone if profile else "",
        email=row.email,
        title=profile.title if profile else "",
        roles=frozenset(a.role for a in assignments),
        agency_id=agency.id if agency else None,
        agency_name=agency.name if agency else "",
        is_active=row.is_active,
        assignments=assignments,
    )


def _assignment_view(row: RoleAssignment) -> AssignmentView:
    return AssignmentView(role=row.role, agency_id=row.agency_id, valid_until=row.valid_until)
