"""Changing the state of a petition: the only code that writes it."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.petitions.domain.states import NEXT, TERMS, State
from motcua.petitions.errors import PetitionMoved
from motcua.petitions.models import Petition
from motcua.workflow.api import tenant_calendar


def move(
    row: Petition,
    target: State,
    *,
    by: Actor,
    now: datetime,
    action: str,
    data: dict[str, Any] | None = None,
) -> None:
    """Save the row in its new state, with the new term. The caller holds the lock.

    Raises ``PetitionMoved`` where the state does not allow it.
    """
    is_first = row._state.adding
    if not is_first and target not in NEXT[row.state]:
        raise PetitionMoved(_("Việc này vừa được xử lý. Hãy tải lại trang."))
    # The sender's own delay is not the office's.
    if row.due_at is not None and now > row.due_at and row.state != State.WAITING:
        row.was_late = True
    row.state = target
    days = TERMS.get(target)
    row.due_at = tenant_calendar().add_working_days(now, days) if days else None
    row.save(force_insert=is_first)
    audit.record(action=action, subject=row.audit_subject, by=by, at=now, data=data or {})
