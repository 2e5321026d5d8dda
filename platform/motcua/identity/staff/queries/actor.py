"""The staff member behind a request, as an ``Actor``."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from motcua.identity.models import Account
from motcua.identity.places import is_public_schema
from motcua.identity.roles import permissions_of
from motcua.identity.staff.queries.agencies import all_agency_ids, with_divisions
from motcua.identity.staff.queries.people import list_assignments
from motcua.identity.staff.queries.signed_in import DIVISIONS, HELD
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
    """What ``account`` may do at ``now``; two queries."""
    return _actor_with(
        account, [(each.role, each.agency_id) for each in list_assignments(account.id, now=now)]
    )


def _actor_with(
    account: Account,
    held: Sequence[tuple[str, UUID | None]],
    divisions: Sequence[tuple[UUID, UUID | None]] | None = None,
) -> Actor:
    roles = frozenset(role for role, _ in held)
    return Actor(
        kind="staff",
        id=account.id,
        name=account.full_name or account.username,
        roles=roles,
        permissions=permissions_of(roles),
        agency_ids=_agencies_of([agency for _, agency in held], divisions),
    )


def _actor_of(request: HttpRequest) -> Actor:
    user = getattr(request, "user", None)
    if is_public_schema() or not isinstance(user, Account) or not user.is_active:
        return ANONYMOUS
    held = getattr(user, HELD, None)
    if held is None:
        return staff_actor(user, now=timezone.now())
    return _actor_with(user, held, getattr(user, DIVISIONS))


def _agencies_of(
    agency_ids: Sequence[UUID | None], divisions: Sequence[tuple[UUID, UUID | None]] | None
) -> frozenset[UUID]:
    """No agency means the whole tenant."""
    if None in agency_ids:
        return all_agency_ids()
    return with_divisions(frozenset(each for each in agency_ids if each), known=divisions)
