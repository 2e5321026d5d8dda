"""The promised date: setting it, stopping the clock, starting it again, and why."""

from datetime import datetime

from motcua.casework.domain.states import NationalState
from motcua.casework.models import Case, DueChange, DueChangeKind
from motcua.casework.steps.documents import due_rule_of
from motcua.catalogue.api import get_frozen_service
from motcua.kernel.actors import SYSTEM, Actor
from motcua.workflow import api as workflow


def set_first_due(case: Case, *, by: Actor, now: datetime, reason: str) -> None:
    """The clock starts at valid reception, not at submission."""
    due = _whole_term(case, now)
    _record(case, DueChangeKind.SET, after=due, by=by, now=now, reason=reason)
    case.due_at = case.original_due_at = case.deadline_at = due


def pause_clock(
    case: Case, *, by: Actor, now: datetime, reason: str, legal_basis: str = ""
) -> None:
    """Stop the clock; a dossier not yet received, or already paused, has none to stop."""
    case.deadline_at = None
    if case.due_at is None or case.paused_at is not None:
        return
    _record(
        case,
        DueChangeKind.PAUSE,
        after=case.due_at,
        by=by,
        now=now,
        reason=reason,
        legal_basis=legal_basis,
    )
    case.paused_at = now


def resume_clock(
    case: Case, *, by: Actor, now: datetime, reason: str, recount: bool = False
) -> None:
    """Let the clock run again, extended by the working time that passed, or from the start.

    Before reception the authority gets its 8 working hours anew from the complete dossier.
    """
    if case.due_at is None:
        case.reception_due_at = workflow.reception_due_at(
            calendar=calendar_of(case), submitted_at=now
        )
        case.deadline_at = case.reception_due_at
        return
    if case.paused_at is None:
        case.deadline_at = case.due_at
        return
    kind = DueChangeKind.RECOUNT if recount else DueChangeKind.RESUME
    due = _whole_term(case, now) if recount else _extended(case, now)
    _record(case, kind, after=due, by=by, now=now, reason=reason)
    case.due_at = case.deadline_at = due
    case.paused_at = None


def reopen_clock(case: Case, *, ended_at: datetime, by: Actor, now: datetime, reason: str) -> None:
    """The time since the end is not the authority's; what was late stays late."""
    if case.due_at is None:
        return
    after = calendar_of(case).extend(case.due_at, paused_at=ended_at, resumed_at=now)
    _record(case, DueChangeKind.RESUME, after=after, by=by, now=now, reason=reason)
    case.due_at = case.deadline_at = after


def extend_due(
    case: Case, *, due_at: datetime, by: Actor, now: datetime, reason: str, legal_basis: str
) -> None:
    """A new promise after an apology (form 04); the original date stays on record."""
    _record(
        case,
        DueChangeKind.EXTEND,
        after=due_at,
        by=by,
        now=now,
        reason=reason,
        legal_basis=legal_basis,
    )
    case.due_at = due_at
    if case.paused_at is None and case.state is not NationalState.DONE:
        case.deadline_at = due_at


def follow_waiting(case: Case, *, kind: str, name: str, now: datetime) -> None:
    """Stop the clock while the process waits for the citizen, and only then.

    The citizen's own time is not the authority's (QĐ 766; domain reference 4.4).
    """
    if _is_citizens_time(case, workflow.StepKind(kind)):
        pause_clock(case, by=SYSTEM, now=now, reason=name)
    elif case.paused_at is not None or case.deadline_at is None:
        resume_clock(case, by=SYSTEM, now=now, reason=name)


def _is_citizens_time(case: Case, kind: workflow.StepKind) -> bool:
    """A day the citizen chose in the form is theirs, too; a period of waiting is not."""
    if kind is not workflow.StepKind.WAIT_DATE or case.process_version_id is None:
        return kind.is_waiting
    step = workflow.get_step_table(case.process_version_id).by_id.get(case.holder_step_id)
    return step is not None and bool(step.until)


def calendar_of(case: Case) -> workflow.WorkingCalendar:
    return workflow.tenant_calendar(case.receiving_agency_id)


def _whole_term(case: Case, now: datetime) -> datetime:
    clock = get_frozen_service(case.version_id).document.clock
    rule = due_rule_of(clock, channel=case.channel)
    return workflow.due_at(calendar=calendar_of(case), rule=rule, received_at=now)


def _extended(case: Case, now: datetime) -> datetime:
    if case.due_at is None or case.paused_at is None:
        raise ValueError("the clock of this dossier does not stand still")
    return calendar_of(case).extend(case.due_at, paused_at=case.paused_at, resumed_at=now)


def _record(
    case: Case,
    kind: DueChangeKind,
    *,
    after: datetime,
    by: Actor,
    now: datetime,
    reason: str,
    legal_basis: str = "",
) -> None:
    DueChange.objects.create(
        case=case,
        kind=kind,
        reason=reason,
        legal_basis=legal_basis,
        before_due_at=case.due_at,
        after_due_at=after,
        by=by.reference,
        by_name=by.name[:200],
        at=now,
    )
