"""Completing a work item: the one way an officer moves a dossier along its process."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from motcua.casework.domain.outcomes import is_supplement
from motcua.casework.domain.states import NationalState
from motcua.casework.errors import CaseMoved, SameOfficer, SupplementOpen
from motcua.casework.models import Case, Decision, SupplementRequest
from motcua.casework.operations.entering import Entry, read_entry
from motcua.casework.operations.going_on import go_on
from motcua.casework.operations.loading import check_holds, lock_case_of_item
from motcua.casework.operations.receive_case import receive_case
from motcua.casework.operations.refuse_case import refuse_case
from motcua.casework.operations.results import CaseState
from motcua.casework.permissions import Permission
from motcua.kernel.actors import Actor
from motcua.workflow import api as workflow

_Kind = workflow.StepKind
NEEDED: Final[Mapping[str, Permission]] = MappingProxyType(
    {
        _Kind.RECEPTION: Permission.RECEIVE,
        _Kind.REVIEW: Permission.APPRAISE,
        _Kind.DRAFT: Permission.APPRAISE,
        _Kind.APPROVE: Permission.APPROVE,
        _Kind.ISSUE: Permission.ISSUE,
        _Kind.RETURN: Permission.RETURN_RESULT,
        _Kind.CONSULT: Permission.READ,
        _Kind.AUTOMATIC: Permission.READ,
    }
)


def decide(
    *,
    work_item_id: UUID,
    outcome: str,
    by: Actor,
    now: datetime,
    note: str = "",
    entry: Mapping[str, Sequence[str]] | None = None,
    files: Mapping[str, Any] | None = None,
    attached: Sequence[Mapping[str, Any]] = (),
    existing: Mapping[str, Any] | None = None,
) -> CaseState:
    """Complete a work item with one of its outcomes; what that means follows from the process.

    Of several people deciding at once exactly one succeeds, the others get ``WorkItemTaken`` (a
    ``Conflict``). Raises ``WorkItemNotYours``, ``OutcomeUnknown``, ``ReasonRequired``,
    ``SameOfficer``, ``SupplementOpen``. A supplement is asked with ``ask_supplement``, a result
    is handed over with ``hand_over``: both need more than a note.

    ``entry``: the inputs of the page the step asks to fill in (``step_entry``), ``files`` those of
    its file questions, ``existing`` what an earlier look at it left, ``attached`` files to the
    decision as a whole. Raises ``EntryInvalid``.
    """
    given = Entry(entry or {}, files or {}, attached, existing or {})
    with transaction.atomic():
        case, item = lock_case_of_item(work_item_id)
        _check_kind(item, by)
        if not item.is_active:
            raise workflow.WorkItemTaken(_("Việc này đã được xử lý xong."))
        check_holds(case, by=by, item=item)
        chosen = _outcome(case, item, outcome)
        if item.kind == _Kind.RECEPTION and case.received_at is None:
            return _at_reception(case, chosen, given, note=note, by=by, now=now)
        _check_ready(case, item, chosen, by=by)
        words = note.strip()
        kept = read_entry(case, item, given, note=words, by=by, now=now)
        return go_on(
            case, item, chosen, action="case.decided", by=by, now=now, note=words, entry=kept
        )


def _at_reception(
    case: Case,
    chosen: workflow.OutcomeSpec,
    given: Entry,
    *,
    note: str,
    by: Actor,
    now: datetime,
) -> CaseState:
    if chosen.end_key == workflow.EndKey.REFUSED:
        return refuse_case(case_id=case.pk, reason=note, by=by, now=now)
    _refuse_supplement(case, chosen)
    return receive_case(case_id=case.pk, by=by, now=now, note=note, outcome=chosen.id, entry=given)


def _check_kind(item: workflow.WorkItemView, by: Actor) -> None:
    """Officers' steps only: the citizen answers by other operations, a fee by being paid.

    Who is asked for an opinion, and who gets what the system could not do, needs no more than to
    be given it; an automatic step still at work has no role and is nobody's.
    """
    needed = NEEDED.get(item.kind)
    if needed is None:
        raise workflow.WorkItemNotYours(_("Bước này không do cán bộ thực hiện."))
    by.require(needed)


def _check_ready(
    case: Case, item: workflow.WorkItemView, chosen: workflow.OutcomeSpec, *, by: Actor
) -> None:
    if case.received_at is None:
        raise CaseMoved(_("Hồ sơ chưa được tiếp nhận."))
    _refuse_supplement(case, chosen)
    if chosen.end_key in (None, workflow.EndKey.ISSUED):
        _check_no_open_supplement(case)
    if item.kind == _Kind.RETURN and chosen.end_key == workflow.EndKey.ISSUED:
        raise CaseMoved(_("Hãy ghi người nhận kết quả để hoàn tất việc trả kết quả."))
    if item.kind == _Kind.APPROVE:
        _check_four_eyes(case, by)


def _check_no_open_supplement(case: Case) -> None:
    waiting = case.state is NationalState.SUPPLEMENT
    if waiting and SupplementRequest.objects.filter(case=case, closed_at=None).exists():
        raise SupplementOpen(_("Đang chờ người nộp bổ sung hồ sơ."))


def _check_four_eyes(case: Case, by: Actor) -> None:
    """Who appraised or drafted must not sign (domain reference 4.1), nor anybody in whose place it
    was done or is signed now."""
    people = [each for each in (by.id, by.for_id) if each]
    drafted = Decision.objects.filter(
        Q(by_id__in=people) | Q(for_id__in=people),
        case=case,
        step_kind__in=[_Kind.REVIEW, _Kind.DRAFT],
    )
    if drafted.exists():
        raise SameOfficer(_("Người đã thẩm định hoặc dự thảo không được phê duyệt hồ sơ này."))


def _refuse_supplement(case: Case, chosen: workflow.OutcomeSpec) -> None:
    if is_supplement(chosen, workflow.get_step_table(_process(case))):
        raise CaseMoved(_("Hãy nêu từng nội dung cần bổ sung kèm lý do."))


def _outcome(case: Case, item: workflow.WorkItemView, outcome_id: str) -> workflow.OutcomeSpec:
    found = workflow.get_step(_process(case), item.step_id).outcome(outcome_id)
    if found is None:
        raise workflow.OutcomeUnknown(_("Bước này không có kết quả đã chọn."), field="outcome")
    return found


def _process(case: Case) -> UUID:
    if case.process_version_id is None:
        raise CaseMoved(_("Hồ sơ này chưa có quy trình."))
    return case.process_version_id
