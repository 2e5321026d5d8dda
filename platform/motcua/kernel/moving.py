"""Moving a request that somebody waits for from one state to the next."""

from collections.abc import Container, Mapping
from datetime import datetime
from typing import Any, Protocol

from django.utils.translation import gettext as _

from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict


class Waiting(Protocol):
    """``was_late``: for good, once a term was missed by the office."""

    state: Any
    due_at: Any
    was_late: Any
    _state: Any

    @property
    def audit_subject(self) -> str: ...

    def save(self, *, force_insert: bool) -> None: ...


def move_row(
    row: Waiting,
    target: str,
    *,
    allowed: Mapping[str, Container[str]],
    refused: type[Conflict],
    due_at: datetime | None,
    counts_late: bool,
    by: Actor,
    now: datetime,
    action: str,
    data: dict[str, Any] | None,
) -> None:
    """Save the row in its new state with its new term, and record it. The caller holds the lock.

    ``counts_late``: whether a term that is over by now was the office's. Raises ``refused`` where
    no way leads from the row's state to ``target``; a new row may begin in any.
    """
    is_first = row._state.adding
    if not is_first and target not in allowed[row.state]:
        raise refused(_("Việc này vừa được xử lý. Hãy tải lại trang."))
    if counts_late and row.due_at is not None and now > row.due_at:
        row.was_late = True
    row.state, row.due_at = target, due_at
    row.save(force_insert=is_first)
    audit.record(action=action, subject=row.audit_subject, by=by, at=now, data=data or {})
