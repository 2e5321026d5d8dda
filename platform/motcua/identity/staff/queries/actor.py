"""The staff member behind a request, as an ``Actor``."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from motcua.identity.models import Account
from motcua.identity.places import is_public_schema
from motcua.identity.roles import permissions_of
from motcua.identity.staff.queries.agencies import all_agency_ids, with_divisions
from motcua.identity.staff.queries.people import AssignmentView, list_assignments
from motcua.kernel.actors import ANONYMOUS, Actor

_CACHE: Final = "_motcua_actor"


def actor_from_request(request: HttpRequest) -> Actor:
    """Staff of this tenant with the permissions they hold at this moment, else anonymous.

    Read afresh on every request, so withdrawing a role works from the next one; kept on the
    request, so asking again costs nothing. A citizen or platform operator is anonymous here.
    """
    if not hasattr(request, _CACHE):
        setattr(request, _CACHE, _actor_of(request))
    actor: Actor = getattr(request, _CACHE)
    return actor


def staff_account(request: HttpRequest) -> Account | None:
    """Who signed in here with a password, whatever they may do; not for deciding rights."""
    user = getattr(request, "user", None)
    if is_public_schema() or not isinstance(user, Account) or not user.is_active:
        return None
    return user


def staff_actor(account: Account, *, now: datetime) -> Actor:
    """What ``account`` may do at ``now``; two or three queries."""
    assignments = list_assignments(account.id, now=now)
    roles = frozenset(a.role for a in assignments)
    return Actor(
        kind="staff",
        id=account.id,
        name=account.full_name or account.username,
        roles=roles,
        permissions=permissions_of(roles),
        agency_ids=_agencies_of(assignments),
    )


def _actor_of(request: HttpRequest) -> Actor:
    user = getattr(request, "user", None)
    if is_public_schema() or not isinstance(user, Account) or not user.is_active:
        return ANONYMOUS
    return staff_actor(user, now=timezone.now())


def _agencies_of(assignments: tuple[AssignmentView, ...]) -> frozenset[UUID]:
    if any(a.agency_id is None for a in assignments):
        return all_agency_ids()
    return with_divisions(frozenset(a.agency_id for a in assignments if a.agency_id))
