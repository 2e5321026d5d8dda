"""Items of the post, for the counter that sends them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from motcua.casework.counter.models import PostItem, PostState
from motcua.casework.models import Case
from motcua.casework.queries.access import readable_by
from motcua.kernel.actors import Actor


@dataclass(frozen=True, slots=True)
class PostView:
    id: UUID
    case_id: UUID
    number: str
    """The dossier's code."""
    state: str
    state_name: str
    name: str
    phone: str
    address: str
    dispatch_code: str
    list_number: str
    reason: str
    registered_at: datetime
    dispatched_at: datetime | None


def open_post(*, by: Actor, state: str = "", limit: int = 200) -> list[PostView]:
    """What has not arrived yet, of dossiers ``by`` may read; oldest first."""
    rows = _readable(by).filter(closed_at=None)
    if state:
        rows = rows.filter(state=state)
    return _views(rows.order_by("registered_at")[:limit])


def post_list(number: str, *, by: Actor) -> list[PostView]:
    """What went to the post together."""
    return _views(_readable(by).filter(list_number=number).order_by("dispatch_code")[:200])


def post_of_case(case_id: UUID) -> list[PostView]:
    """Newest first. The caller may read the dossier."""
    rows = PostItem.objects.filter(case=case_id).select_related("case")
    return _views(rows.order_by("-registered_at"))


def _readable(by: Actor) -> QuerySet[PostItem]:
    mine = Case.objects.filter(readable_by(by)).values("pk")
    return PostItem.objects.filter(case__in=mine).select_related("case")


def _views(rows: Iterable[PostItem]) -> list[PostView]:
    return [
        PostView(
            id=row.pk,
            case_id=row.case_id,
            number=row.case.code or row.case.reference,
            state=row.state,
            state_name=str(PostState(row.state).label),
            name=str(row.receiver.get("name", "")),
            phone=str(row.receiver.get("phone", "")),
            address=str(row.receiver.get("address", "")),
            dispatch_code=row.dispatch_code,
            list_number=row.list_number,
            reason=row.reason,
            registered_at=row.registered_at,
            dispatched_at=row.dispatched_at,
        )
        for row in rows
    ]
