"""Undoing the end of a dossier, with a reason and a right of its own."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.casework.domain.states import REOPENABLE, FeeState, NationalState
from motcua.casework.errors import CaseHeld, CaseMoved
from motcua.casework.models import Case, CaseErasure, IssuedOutput
from motcua.casework.operations.clock import reopen_clock
from motcua.casework.operations.loading import check_reason, lock_case
from motcua.casework.operations.moving import move_state
from motcua.casework.operations.recording import close_act, tell_citizen
from motcua.casework.operations.results import CaseState
from motcua.casework.operations.routing import follow
from motcua.casework.permissions import Permission
from motcua.casework.queries.access import require_case
from motcua.casework.queries.get_case import find_readable
from motcua.casework.steps.freezing import process_of
from motcua.kernel.actors import Actor
from motcua.workflow import api as workflow

_KINDS: Final = frozenset(
    {workflow.StepKind.REVIEW, workflow.StepKind.DRAFT, workflow.StepKind.APPROVE}
)


def reopen_case(*, case_id: UUID, step_id: str, reason: str, by: Actor, now: datetime) -> CaseState:
    """Take up a stopped, withdrawn or finished dossier again at ``step_id``.

    A result that was issued but not handed over is revoked; the time since the end is not the
    authority's. Raises ``CaseMoved``, ``StepUnknown``, ``CaseHeld``, ``ReasonMissing``.
    """
    by.require(Permission.REOPEN)
    words = check_reason(reason)
    with transaction.atomic():
        case = lock_case(case_id)
        require_case(by, case)
        _check(case, step_id)
        ended_at = case.finished_at or now
        move_state(case, NationalState.PROCESSING, by=by, now=now, reason=words, reopening=True)
        _revoke(case, words, now=now)
        reopen_clock(case, ended_at=ended_at, by=by, now=now, reason=words)
        if case.fee_state == FeeState.REFUND_DUE:
            case.fee_state = FeeState.PAID
        progress = _begin_at(case, step_id, by=by, now=now, note=words)
        follow(case, progress, by=by, now=now, reason=words)
        key = f"reopened:{now.isoformat()}"
        tell_citizen(case, occasion="reopened", key=key, now=now, reason=words)
        facts = {"reason": words, "step": case.holder_step_name}
        return close_act(case, action="case.reopened", by=by, now=now, data=facts)


def steps_to_reopen_at(table: workflow.StepTable) -> tuple[workflow.StepSpec, ...]:
    """Where work can begin again: officers' judging steps outside of parallel branches."""
    inside = frozenset(_inside_branches(table))
    return tuple(each for each in table.steps if each.kind in _KINDS and each.id not in inside)


def reopening_steps_of(case_id: UUID, *, by: Actor) -> tuple[tuple[str, str], ...]:
    """Id and name of the steps to choose from. Raises ``CaseMissing``."""
    case = find_readable(case_id, by=by)
    if case.process_version_id is None:
        return ()
    table = workflow.get_step_table(case.process_version_id)
    return tuple((each.id, each.name) for each in steps_to_reopen_at(table))


def _check(case: Case, step_id: str) -> None:
    if case.state not in REOPENABLE or case.received_at is None or case.is_group:
        raise CaseMoved(_("Hồ sơ này không mở lại được."))
    if CaseErasure.objects.filter(pk=case.pk).exists():
        raise CaseHeld(_("Nội dung hồ sơ đã được xóa theo thời hạn lưu trữ."))
    if case.process_version_id is None:
        raise CaseMoved(_("Hồ sơ này chưa có quy trình."))
    table = workflow.get_step_table(case.process_version_id)
    if step_id not in {each.id for each in steps_to_reopen_at(table)}:
        raise workflow.StepUnknown(_("Không mở lại được ở bước này."), field="step_id")


def _begin_at(
    case: Case, step_id: str, *, by: Actor, now: datetime, note: str
) -> workflow.Progress:
    """A process that was ended stays as it ended; a new one of the same version takes over. One
    that still waits to hand the result over goes back."""
    if workflow.find_progress(case.pk) is None or _has_ended(case):
        version_id = process_of(case.version_id, now=now)
        named = {
            workflow.RECEIVING: case.receiving_agency_id,
            workflow.COMPETENT: case.competent_agency_id,
        }
        started = workflow.start_process(
            process_version_id=version_id,
            subject_id=case.pk,
            now=now,
            agency_ids={key: value for key, value in named.items() if value is not None},
            applicant_id=case.applicant_id,
        )
        case.process_version_id, case.process_instance_id = version_id, started.instance_id
    return workflow.reset_to_step(subject_id=case.pk, step_id=step_id, by=by, now=now, note=note)


def _has_ended(case: Case) -> bool:
    return not workflow.active_items_of(case.pk)


def _revoke(case: Case, reason: str, *, now: datetime) -> None:
    IssuedOutput.objects.filter(case=case, revoked_at=None).update(
        revoked_at=now, revoked_reason=reason
    )


def _inside_branches(table: workflow.StepTable) -> Iterator[str]:
    for step in table.steps:
        waiting, seen = list(step.branches), set[str]()
        while waiting:
            current = waiting.pop()
            if current in seen or current not in table.by_id:
                continue
            seen.add(current)
            waiting += [each.to for each in table.step(current).outcomes if each.join_of is None]
        yield from seen
