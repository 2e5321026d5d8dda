"""What the citizen decides in the middle of a process, such as confirming a draft paper."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.casework.domain.outcomes import is_supply_step
from motcua.casework.errors import CaseMoved
from motcua.casework.models import Case, Decision
from motcua.casework.operations.going_on import take_over
from motcua.casework.operations.issue_result import issue_if_due
from motcua.casework.operations.loading import lock_case, lock_case_of_item
from motcua.casework.operations.recording import close_act, record_decision
from motcua.casework.operations.results import CaseState
from motcua.casework.operations.routing import follow
from motcua.casework.queries.access import require_own_case
from motcua.kernel.actors import SYSTEM, Actor
from motcua.workflow import api as workflow


def answer_step(
    *, work_item_id: UUID, outcome: str, by: Actor, now: datetime, note: str = ""
) -> CaseState:
    """The citizen confirms or declines. Silence until the step's due counts as its author said.

    Raises ``CaseMissing`` for anybody else's dossier, ``WorkItemTaken`` when the time is over.
    """
    with transaction.atomic():
        case, item = lock_case_of_item(work_item_id)
        require_own_case(by, case)
        step = _citizen_step(case, item)
        chosen = step.outcome(outcome)
        if chosen is None:
            raise workflow.OutcomeUnknown(_("Bước này không có kết quả đã chọn."), field="outcome")
        progress = workflow.complete_item(
            item_id=item.id, outcome=outcome, by=by, now=now, note=note.strip()
        )
        decision = record_decision(case, item, outcome=chosen, note=note.strip(), by=by, now=now)
        issue_if_due(case, item, progress, decision=decision, by=by, now=now)
        follow(case, progress, by=by, now=now, reason=note.strip())
        facts = {"step": item.name, "outcome": chosen.label, "note": note.strip()}
        return close_act(case, action="case.citizen_answered", by=by, now=now, data=facts)


def follow_timeout(event: workflow.StepTimedOut, at: datetime) -> None:
    """Consumer ``casework.step_timed_out``: the process moved by itself, the dossier follows.

    Looks at where the process stands now, so that a late or repeated run does no harm. A process
    whose subject is no dossier is somebody else's.
    """
    if not Case.objects.filter(pk=event.subject_id).exists():
        return
    with transaction.atomic():
        case = lock_case(event.subject_id)
        if Decision.objects.filter(work_item_id=event.item_id).exists():
            return
        item = workflow.get_item(event.item_id)
        step = workflow.get_step(_process(case), item.step_id)
        chosen = step.outcome(event.outcome)
        progress = workflow.find_progress(case.pk)
        if chosen is None or progress is None:
            return
        if case.finished_at is not None and not progress.ended:
            return
        take_over(
            case,
            item,
            chosen,
            progress,
            action="case.step_timed_out",
            by=SYSTEM,
            now=at,
            note=_timeout_note(item),
        )


def _timeout_note(item: workflow.WorkItemView) -> str:
    if item.kind == workflow.StepKind.WAIT_DATE:
        return _("Đã tới ngày chờ")
    return _("Hết hạn mà không có trả lời")


def _citizen_step(case: Case, item: workflow.WorkItemView) -> workflow.StepSpec:
    step = workflow.get_step(_process(case), item.step_id)
    if step.kind is not workflow.StepKind.CITIZEN or is_supply_step(step):
        raise CaseMoved(_("Bước này không chờ người nộp trả lời."))
    if not item.is_active:
        raise workflow.WorkItemTaken(_("Đã hết thời gian trả lời bước này."))
    return step


def _process(case: Case) -> UUID:
    if case.process_version_id is None:
        raise CaseMoved(_("Hồ sơ này chưa có quy trình."))
    return case.process_version_id
