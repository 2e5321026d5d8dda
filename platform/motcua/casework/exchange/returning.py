"""The answer arrives: the step that asked is completed, or it is too late and a person sees it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.casework.errors import CaseMoved, LetterRefused, RequestClosed, RequestMissing
from motcua.casework.exchange.asking import OPEN_STATES
from motcua.casework.exchange.carrier import OpenFile
from motcua.casework.exchange.letters import Answer
from motcua.casework.models import Case, Consult, ConsultState
from motcua.casework.operations.issue_result import issue_if_due
from motcua.casework.operations.loading import check_reason, lock_case
from motcua.casework.operations.recording import close_act, record_decision
from motcua.casework.operations.routing import follow
from motcua.casework.permissions import Permission
from motcua.casework.queries.access import require_case, work_files
from motcua.kernel.actors import SYSTEM, Actor
from motcua.workflow import api as workflow

Keep = Callable[..., list[dict[str, Any]]]


def take_answer(answer: Answer, carried: Sequence[OpenFile], *, keep: Keep, now: datetime) -> str:
    """``taken``, or ``late`` when the step was over. The same answer again gives the same word.

    Raises ``LetterRefused`` for anything but the answer of whom we asked, ``CaseMoved`` while the
    dossier waits for its citizen: the answer is brought again later.
    """
    case_id = Consult.objects.filter(pk=answer.id).values_list("case_id", flat=True).first()
    if case_id is None:
        raise LetterRefused(_("Không có yêu cầu phối hợp nào mang mã này."))
    with transaction.atomic():
        case = lock_case(case_id)
        row = Consult.objects.select_for_update().get(pk=answer.id)
        if row.tenant_slug != answer.from_slug:
            raise LetterRefused(_("Câu trả lời không đến từ cơ quan được hỏi."))
        if row.answered_at is not None:
            return _again(row, answer)
        item = workflow.get_item(row.item_id)
        is_late = row.state not in OPEN_STATES or not item.is_active
        if not is_late and case.state.is_waiting_for_citizen:
            raise CaseMoved(_("Hồ sơ đang chờ người nộp; câu trả lời sẽ được gửi lại sau."))
        copies = keep(carried, owner=work_files(case.pk), now=now)
        _keep_answer(row, answer, copies, is_late=is_late, now=now)
        by = Actor(kind="system", name=_who(answer))
        if is_late:
            close_act(case, action="case.consult_late", by=by, now=now, data=_facts(row))
            return "late"
        _complete(case, row, item, outcome=row.answer["outcome"], by=by, now=now)
        close_act(case, action="case.consult_answered", by=by, now=now, data=_facts(row))
        return "taken"


def settle_consult(*, consult_id: UUID, outcome: str, note: str, by: Actor, now: datetime) -> None:
    """A person goes on without the other tenant, who cannot be reached or answered on paper.

    Raises ``RequestMissing``, ``RequestClosed``, ``OutcomeUnknown``, ``ReasonMissing``.
    """
    by.require(Permission.APPROVE)
    words = check_reason(note, field="note")
    case_id = Consult.objects.filter(pk=consult_id).values_list("case_id", flat=True).first()
    if case_id is None:
        raise RequestMissing(_("Không tìm thấy yêu cầu phối hợp."))
    with transaction.atomic():
        case = lock_case(case_id)
        require_case(by, case)
        row = Consult.objects.select_for_update().get(pk=consult_id)
        item = workflow.get_item(row.item_id)
        if row.state not in OPEN_STATES or not item.is_active:
            raise RequestClosed(_("Bước này đã kết thúc."))
        _complete(case, row, item, outcome=outcome, by=by, now=now, note=words)
        facts = {**_facts(row), "note": words}
        close_act(case, action="case.consult_settled", by=by, now=now, data=facts)


def _complete(
    case: Case,
    row: Consult,
    item: workflow.WorkItemView,
    *,
    outcome: str,
    by: Actor,
    now: datetime,
    note: str = "",
) -> None:
    """The item is done as the system: whose word it is stands in the decision."""
    words = note or (row.answer or {}).get("note", "")
    if case.process_version_id is None:
        raise CaseMoved(_("Hồ sơ này chưa có quy trình."))
    chosen = workflow.get_step(case.process_version_id, item.step_id).outcome(outcome)
    if chosen is None:
        raise workflow.OutcomeUnknown(_("Bước này không có kết quả đã chọn."), field="outcome")
    progress = workflow.complete_item(
        item_id=item.id, outcome=chosen.id, by=SYSTEM, now=now, note=words or chosen.label
    )
    decision = record_decision(case, item, outcome=chosen, note=words, by=by, now=now)
    issue_if_due(case, item, progress, decision=decision, by=by, now=now)
    follow(case, progress, by=by, now=now, reason=words)


def _keep_answer(
    row: Consult, answer: Answer, copies: list[dict[str, Any]], *, is_late: bool, now: datetime
) -> None:
    row.answer = {**answer.content, "files": copies}
    row.answer_digest, row.answered_at, row.is_late = answer.digest, now, is_late
    if not is_late:
        row.state = ConsultState.ANSWERED
    row.save()


def _again(row: Consult, answer: Answer) -> str:
    if row.answer_digest != answer.digest:
        raise LetterRefused(_("Đã có câu trả lời khác cho yêu cầu này."))
    return "late" if row.is_late else "taken"


def _who(answer: Answer) -> str:
    unit = answer.content.get("unit") or answer.from_name
    return " – ".join(filter(None, [str(answer.content.get("by", "")), str(unit)]))[:200]


def _facts(row: Consult) -> dict[str, Any]:
    content = row.answer or {}
    return {
        "request": row.pk,
        "to": row.tenant_name or row.tenant_slug,
        "step": row.step_name,
        "outcome": content.get("label", ""),
        "note": content.get("note", ""),
        "digest": row.answer_digest,
    }
