"""Changing the state of a petition: the only code that writes it."""

from datetime import datetime
from typing import Any

from motcua.kernel.actors import Actor
from motcua.kernel.moving import move_row
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
    """Raises ``PetitionMoved`` where the state does not allow it."""
    days = TERMS.get(target)
    move_row(
        row,
        target,
        allowed=NEXT,
        refused=PetitionMoved,
        due_at=tenant_calendar().add_working_days(now, days) if days else None,
        # The sender's own delay is not the office's.
        counts_late=row.state != State.WAITING,
        by=by,
        now=now,
        action=action,
        data=data,
    )
