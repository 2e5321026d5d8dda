from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.casework.errors import DueInvalid, ReasonMissing
from motcua.casework.models import PaperKind
from motcua.casework.operations.clock import extend_due, pause_clock, resume_clock
from motcua.casework.operations.loading import check_reason, lock_case
from motcua.casework.operations.papers import order_paper
from motcua.casework.operations.recording import close_act, tell_citizen
from motcua.casework.operations.results import CaseState
from motcua.casework.papers.moments import hour_and_day
from motcua.casework.permissions import Permission
from motcua.casework.queries.access import require_case
from motcua.kernel.actors import Actor


def apologise(
    *,
    case_id: UUID,
    due_at: datetime,
    reason: str,
    by: Actor,
    now: datetime,
    legal_basis: str = "",
) -> CaseState:
    """Form 04: an apology with a new date, only before the promised one has passed.

    The original date stays on record. Raises ``DueInvalid``.
    """
    by.require(Permission.APPROVE)
    words = check_reason(reason)
    with transaction.atomic():
        case = lock_case(case_id)
        require_case(by, case)
        before = case.due_at
        if before is None or case.finished_at is not None:
            raise DueInvalid(_("Hồ sơ này không có hạn trả kết quả để gia hạn."), field="due_at")
        if case.paused_at is None and now > before:
            raise DueInvalid(_("Đã quá hạn trả kết quả nên không thể hẹn lại."), field="due_at")
        if due_at <= before:
            raise DueInvalid(_("Ngày hẹn mới phải sau ngày đã hẹn."), field="due_at")
        extend_due(case, due_at=due_at, by=by, now=now, reason=words, legal_basis=legal_basis)
        order_paper(
            case, PaperKind.APOLOGY, by=by, now=now, reason=words, before=before, after=due_at
        )
        key = f"extended:{due_at.isoformat()}"
        tell_citizen(case, occasion="extended", key=key, now=now, due=hour_and_day(due_at))
        facts = {"before": before, "after": due_at, "reason": words}
        return close_act(case, action="case.extended", by=by, now=now, data=facts)


def pause_case(
    *, case_id: UUID, reason: str, legal_basis: str, by: Actor, now: datetime
) -> CaseState:
    """Stop the clock for a reason the law names, such as asking another authority.

    An outage of our own is no such reason (domain reference 4.4). Raises ``ReasonMissing`` also
    without a legal basis.
    """
    by.require(Permission.APPROVE)
    words = check_reason(reason)
    if not legal_basis.strip():
        raise ReasonMissing(_("Hãy ghi căn cứ pháp lý."), field="legal_basis")
    with transaction.atomic():
        case = lock_case(case_id)
        require_case(by, case)
        if case.due_at is None or case.finished_at is not None or case.paused_at is not None:
            raise DueInvalid(_("Hồ sơ này không có thời hạn đang chạy."))
        pause_clock(case, by=by, now=now, reason=words, legal_basis=legal_basis.strip())
        facts = {"reason": words, "legal_basis": legal_basis.strip()}
        return close_act(case, action="case.paused", by=by, now=now, data=facts)


def resume_case(*, case_id: UUID, by: Actor, now: datetime, reason: str = "") -> CaseState:
    by.require(Permission.APPROVE)
    with transaction.atomic():
        case = lock_case(case_id)
        require_case(by, case)
        if case.paused_at is None or case.state.is_waiting_for_citizen:
            raise DueInvalid(_("Hồ sơ này không tạm dừng tính thời gian."))
        words = reason.strip() or _("Tiếp tục tính thời gian")
        resume_clock(case, by=by, now=now, reason=words)
        return close_act(case, action="case.resumed", by=by, now=now, data={"reason": words})
