"""Doing automatic steps: by the system, and by a person when the system cannot."""

from datetime import datetime
from uuid import UUID

import structlog
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.casework.domain.outcomes import forward_outcome
from motcua.casework.models import Case, Decision
from motcua.casework.operations.going_on import go_on
from motcua.casework.operations.holdings import refresh_holdings
from motcua.casework.operations.loading import lock_case, lock_case_of_item
from motcua.casework.operations.recording import close_act
from motcua.casework.operations.results import CaseState
from motcua.casework.operations.telling import tell_role
from motcua.casework.steps.actions import ActionCall, ActionFailed, ActionResult, actions
from motcua.casework.steps.entries import answers_so_far, step_of
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import DomainError
from motcua.kernel.log_lines import failure_of
from motcua.workflow import api as workflow

log = structlog.get_logger(__name__)


def run_action(event: workflow.ActionDue, at: datetime) -> None:
    """Consumer ``casework.run_action``. What failed leaves nothing behind but its reason."""
    case = Case.objects.filter(pk=event.subject_id).first()
    if case is None or case.process_version_id is None:
        return
    item = workflow.get_item(event.item_id)
    if not item.is_active or item.attempts != event.attempt or item.role:
        return
    try:
        with transaction.atomic():
            result = _run(case, item, now=at)
            _go_on(case.pk, item.id, result, now=at)
    except workflow.WorkItemTaken:
        return
    except Exception as error:  # noqa: BLE001 -- whatever it is, a person will read of it
        log.warning("action_failed", step=item.step_id, error=failure_of(error))
        _note(case.pk, item, event.attempt, _reason(error), now=at)


def retry_step(*, work_item_id: UUID, by: Actor, now: datetime) -> CaseState:
    """An officer lets the system try again what it could not do. Raises ``WorkItemTaken``."""
    with transaction.atomic():
        case, item = lock_case_of_item(work_item_id)
        workflow.retry_action(item_id=item.id, by=by, now=now)
        refresh_holdings(case)
        return close_act(case, action="case.step_retried", by=by, now=now, data={"step": item.name})


def _run(case: Case, item: workflow.WorkItemView, *, now: datetime) -> ActionResult:
    step = workflow.get_step(_process(case), item.step_id)
    authored = step_of(case.version_id, step.author_id)
    if step.action not in actions:
        raise ActionFailed(_("Hệ thống không còn việc tự động “%(key)s”.") % {"key": step.action})
    return actions.get(step.action).run(
        ActionCall(
            case=case,
            item_id=item.id,
            step=step,
            settings=authored.action_settings if authored else {},
            answers=answers_so_far(case),
            now=now,
        )
    )


def _go_on(case_id: UUID, item_id: UUID, result: ActionResult, *, now: datetime) -> None:
    case = lock_case(case_id)
    item = workflow.get_item(item_id)
    if not item.is_active or Decision.objects.filter(work_item_id=item_id).exists():
        return
    table = workflow.get_step_table(_process(case))
    step = table.step(item.step_id)
    chosen = step.outcome(result.outcome) if result.outcome else forward_outcome(step, table)
    if chosen is None:
        raise ActionFailed(_("Bước tự động này không có lối ra phù hợp."))
    go_on(case, item, chosen, action="case.step_done", note=result.note, by=SYSTEM, now=now)


def _note(
    case_id: UUID, item: workflow.WorkItemView, attempt: int, reason: str, *, now: datetime
) -> None:
    with transaction.atomic():
        case = lock_case(case_id)
        try:
            after = workflow.note_failure(item_id=item.id, attempt=attempt, reason=reason, now=now)
        except workflow.WorkItemTaken:
            return
        if not after.role:
            return
        refresh_holdings(case)
        tell_role(case, after, role=after.role, notice="work_failed", key="failed", now=now)
        facts = {"step": item.name, "reason": reason}
        close_act(case, action="case.step_failed", by=SYSTEM, now=now, data=facts)


def _reason(error: Exception) -> str:
    """What a person may read: our own words, never those of a library."""
    if isinstance(error, DomainError):
        return str(error.message)
    return _("Hệ thống gặp lỗi khi thực hiện bước này.")


def _process(case: Case) -> UUID:
    if case.process_version_id is None:
        raise ActionFailed(_("Hồ sơ này chưa có quy trình."))
    return case.process_version_id
