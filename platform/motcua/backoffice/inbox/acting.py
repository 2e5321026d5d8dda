"""As whom somebody acts on a dossier: themselves, or in the place of an absent colleague."""

from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from motcua.casework import api as casework
from motcua.casework.api import CaseMissing, CaseView
from motcua.identity.api import actor_from_request, stand_ins
from motcua.kernel.actors import Actor


def places_of(request: HttpRequest) -> tuple[Actor, ...]:
    """The person of the request in the place of each absent colleague; asked once a request."""
    found: tuple[Actor, ...] | None = getattr(request, "_motcua_stand_ins", None)
    if found is None:
        found = stand_ins(actor_from_request(request), now=timezone.now())
        request._motcua_stand_ins = found  # type: ignore[attr-defined]
    return found


def open_as(
    request: HttpRequest, case_id: UUID, *, item_id: UUID | None = None
) -> tuple[Actor, CaseView]:
    """The dossier, as the actor may work on it: in their own right first.

    Raises ``CaseMissing`` when they may read it in nobody's place.
    """
    by, now = actor_from_request(request), timezone.now()
    first: tuple[Actor, CaseView] | None = None
    refused: CaseMissing | None = None
    for actor in (by, *places_of(request)):
        try:
            case = casework.get_case(case_id, by=actor, now=now, item_id=item_id)
        except CaseMissing as error:
            refused = refused or error
            continue
        if is_able(actor, case):
            return actor, case
        first = first or (actor, case)
    if first is None:
        raise refused or CaseMissing("")
    return first


def reader(request: HttpRequest, case_id: UUID) -> Actor:
    """Who may read the dossier: the person in their own right, else in an absent colleague's
    place. Raises ``CaseMissing``, also for who reads no dossiers at all."""
    refused: CaseMissing | None = None
    for actor in (actor_from_request(request), *places_of(request)):
        try:
            casework.where_is(case_id, by=actor)
        except CaseMissing as error:
            refused = refused or error
            continue
        return actor
    raise refused or CaseMissing("")


def is_able(by: Actor, case: CaseView) -> bool:
    """The open step is theirs, and its kind is what they are permitted."""
    needed = casework.NEEDED.get(case.row.holder.step_kind)
    return case.can_decide and (needed is None or by.may(needed))


def item_asked(request: HttpRequest) -> UUID | None:
    """The work item an address or a form names."""
    try:
        return UUID(request.POST.get("item") or request.GET.get("item") or "")
    except ValueError:
        return None
