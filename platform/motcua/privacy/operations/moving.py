"""Changing the state of a request: the only code that writes it."""

from datetime import datetime, timedelta
from typing import Any

from motcua.kernel.actors import Actor
from motcua.kernel.moving import move_row
from motcua.privacy.domain.requests import NEXT, OPEN, State
from motcua.privacy.errors import RequestMoved
from motcua.privacy.models import DataRequest
from motcua.privacy.queries.terms import terms
from motcua.workflow.api import tenant_calendar


def move(
    row: DataRequest,
    target: State,
    *,
    by: Actor,
    now: datetime,
    action: str,
    data: dict[str, Any] | None = None,
) -> None:
    """Raises ``RequestMoved`` where the state does not allow it."""
    row.ended_at = None if target in OPEN else now
    move_row(
        row,
        target,
        allowed=NEXT,
        refused=RequestMoved,
        due_at=_due(row, target),
        counts_late=target != State.CANCELLED,
        by=by,
        now=now,
        action=action,
        data=data,
    )


def _due(row: DataRequest, target: State) -> datetime | None:
    if target == State.NEW:
        return tenant_calendar().add_working_days(row.received_at, terms().answer_days)
    if target == State.ACCEPTED:
        return row.received_at + timedelta(days=terms().day_counts[row.kind])
    return None
