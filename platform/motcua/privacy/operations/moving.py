"""Changing the state of a request: the only code that writes it."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.privacy.domain.requests import NEXT, State
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
    """Save the row in its new state, with the new term. The caller holds the lock.

    Raises ``RequestMoved`` where the state does not allow it.
    """
    is_first = row._state.adding
    if not is_first and target not in NEXT[row.state]:
        raise RequestMoved(_("Việc này vừa được xử lý. Hãy tải lại trang."))
    if row.due_at is not None and now > row.due_at and target != State.CANCELLED:
        row.was_late = True
    row.state, row.due_at = target, _due(row, target)
    row.ended_at = None if target in (State.NEW, State.ACCEPTED) else now
    row.save(force_insert=is_first)
    audit.record(action=action, subject=row.audit_subject, by=by, at=now, data=data or {})


def _due(row: DataRequest, target: State) -> datetime | None:
    if target == State.NEW:
        return tenant_calendar().add_working_days(row.received_at, terms().answer_days)
    if target == State.ACCEPTED:
        return row.received_at + timedelta(days=terms().day_counts[row.kind])
    return None
