"""Who stands in for whom now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Q

from motcua.identity.staff.models import Substitution
from motcua.identity.staff.queries.actor import staff_actor
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound

WORK: Final = "casework."
"""Permissions a substitute borrows: the work on dossiers, never accounts, services or money."""
MOST: Final = 8


class SubstitutionMissing(NotFound):
    code = "substitution_missing"


@dataclass(frozen=True, slots=True)
class SubstitutionView:
    id: UUID
    absent_id: UUID
    absent_name: str
    substitute_id: UUID
    substitute_name: str
    starts_at: datetime
    ends_at: datetime
    reason: str


def stand_ins(by: Actor, *, now: datetime) -> tuple[Actor, ...]:
    """``by`` in the place of each colleague they stand in for now; one query when for nobody.

    Such an actor is still ``by`` (``id``, so that four eyes stay four), with the roles, units and
    work permissions of the absent colleague, who is named in ``for_id`` and in everything that is
    recorded. What the absent colleague was lent by others is not handed on.
    """
    if by.kind != "staff" or by.id is None or by.for_id is not None:
        return ()
    rows = (
        Substitution.objects.live_at(now)
        .filter(substitute=by.id, absent__is_active=True)
        .select_related("absent")
        .order_by("starts_at", "id")[:MOST]
    )
    return tuple(_in_place_of(by, row, now) for row in rows)


def list_substitutions(*, staff_id: UUID, now: datetime) -> list[SubstitutionView]:
    """Those of one person, as absent or as substitute, that are not over; soonest first."""
    rows = Substitution.objects.filter(
        Q(absent=staff_id) | Q(substitute=staff_id), cancelled_at=None, ends_at__gt=now
    )
    found = rows.select_related("absent", "substitute").order_by("starts_at", "id")[:50]
    return [view_of(row) for row in found]


def view_of(row: Substitution) -> SubstitutionView:
    return SubstitutionView(
        id=row.id,
        absent_id=row.absent_id,
        absent_name=row.absent.full_name or row.absent.username,
        substitute_id=row.substitute_id,
        substitute_name=row.substitute.full_name or row.substitute.username,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        reason=row.reason,
    )


def _in_place_of(by: Actor, row: Substitution, now: datetime) -> Actor:
    absent = staff_actor(row.absent, now=now)
    return Actor(
        kind="staff",
        id=by.id,
        name=f"{by.name} (thay mặt {absent.name})",
        roles=absent.roles,
        permissions=frozenset(each for each in absent.permissions if each.startswith(WORK)),
        agency_ids=absent.agency_ids,
        for_id=absent.id,
        for_name=absent.name,
    )
