"""Reading what people said about a draft."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from motcua.catalogue.models import Comment, CommentThread
from motcua.catalogue.queries.get_draft import require_reader
from motcua.identity.api import list_staff
from motcua.kernel.actors import Actor

_ROLES: Final = ("builder", "publisher", "procedure_control")
"""Those who may open a draft, and so can be mentioned."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who can be mentioned."""

    id: UUID
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class CommentView:
    id: UUID
    body: str
    by: UUID
    by_name: str
    at: datetime
    mentions: tuple[tuple[str, str], ...]
    """Pairs of staff id and name."""


@dataclass(frozen=True, slots=True)
class ThreadView:
    """``part_name`` is what the part was called when the thread began."""

    id: UUID
    part_id: str
    part_name: str
    created_at: datetime
    is_resolved: bool
    resolved_by_name: str
    resolved_at: datetime | None
    comments: tuple[CommentView, ...]


def list_comments(service_id: UUID, *, by: Actor) -> list[ThreadView]:
    """All threads of a draft, oldest first: two queries."""
    require_reader(by)
    threads = CommentThread.objects.filter(service_id=service_id).prefetch_related("comments")
    return [_view(thread, thread.comments.all()) for thread in threads]


def count_open_comments(service_id: UUID) -> int:
    return CommentThread.objects.filter(service_id=service_id, resolved_at=None).count()


def list_colleagues() -> list[Colleague]:
    """Active staff who work on services, by name."""
    found = {person.id: person for role in _ROLES for person in list_staff(role=role)}
    people = [Colleague(each.id, each.full_name, each.email) for each in found.values()]
    return sorted(people, key=lambda person: (person.name, person.id))


def thread_view(thread: CommentThread) -> ThreadView:
    return _view(thread, Comment.objects.filter(thread_id=thread.id))


def _view(thread: CommentThread, comments: Iterable[Comment]) -> ThreadView:
    return ThreadView(
        id=thread.id,
        part_id=thread.part_id,
        part_name=thread.part_name,
        created_at=thread.created_at,
        is_resolved=thread.resolved_at is not None,
        resolved_by_name=thread.resolved_by_name,
        resolved_at=thread.resolved_at,
        comments=tuple(
            CommentView(
                id=each.id,
                body=each.body,
                by=each.by,
                by_name=each.by_name,
                at=each.at,
                mentions=tuple((one["id"], one["name"]) for one in each.mentions),
            )
            for each in comments
        ),
    )
