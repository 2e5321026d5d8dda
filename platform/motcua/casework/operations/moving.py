"""Changing the national state: the only code that writes it."""

from datetime import datetime

from motcua.casework.domain.machines import check_step
from motcua.casework.domain.states import DeliveryState, NationalState, path
from motcua.casework.events import CaseFinished, CaseStateChanged, ChildMoved
from motcua.casework.models import Case, CaseStateChange
from motcua.kernel import events
from motcua.kernel.actors import Actor


def move_state(
    case: Case,
    target: NationalState,
    *,
    by: Actor,
    now: datetime,
    reason: str = "",
    reopening: bool = False,
) -> None:
    """Take the dossier to ``target`` and record every state on the way; saves nothing but history.

    ``reopening`` undoes an end. Raises ``TransitionRefused``. The caller holds the lock and saves
    the dossier.
    """
    received = case.received_at is not None
    for step in path(case.state, target, received=received, reopening=reopening):
        _record(case, step, by=by, now=now, reason=reason)
        case.national_state = step
    if case.parent_id is not None:
        events.publish(ChildMoved(parent_id=case.parent_id), at=now)
    if target.is_final:
        _finish(case, target, now=now)
    elif case.finished_at is not None:
        case.finished_at, case.deadline_at = None, case.due_at
        case.delivery_state = DeliveryState.NONE


def opening_of(case: Case, *, by: Actor, now: datetime) -> CaseStateChange:
    """The first change of state, not yet stored."""
    return CaseStateChange(
        case=case,
        sequence=1,
        from_state=None,
        to_state=case.national_state,
        at=now,
        by=by.reference,
        by_name=by.name[:200],
    )


def _record(case: Case, step: NationalState, *, by: Actor, now: datetime, reason: str) -> None:
    CaseStateChange.objects.create(
        case=case,
        sequence=CaseStateChange.objects.filter(case=case).count() + 1,
        from_state=case.national_state,
        to_state=step,
        at=now,
        by=by.reference,
        by_name=by.name[:200],
        reason=reason,
    )
    events.publish(
        CaseStateChanged(case_id=case.pk, from_state=case.national_state, to_state=step), at=now
    )


def _finish(case: Case, target: NationalState, *, now: datetime) -> None:
    case.deadline_at = None
    case.paused_at = None
    if case.finished_at is None:
        case.finished_at = now
        events.publish(CaseFinished(case_id=case.pk, national_state=target), at=now)
    if target is NationalState.DONE:
        _deliver(case, DeliveryState.READY)
    if target is NationalState.RETURNED:
        case.returned_at = now
        _deliver(case, DeliveryState.HANDED_OVER)


def _deliver(case: Case, target: DeliveryState) -> None:
    """The result is there, or has reached the citizen. What lies between is the counter's."""
    current = DeliveryState(case.delivery_state)
    case.delivery_state = check_step(current, target)
