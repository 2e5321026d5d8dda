"""The citizen's answer to a supplement request, as ``submissions`` reports it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.casework.domain.states import NationalState
from motcua.casework.errors import CaseMoved, SupplementMissing
from motcua.casework.models import Case, SupplementRequest
from motcua.casework.operations.clock import resume_clock
from motcua.casework.operations.dossiers import link_files
from motcua.casework.operations.endings import close_supplement
from motcua.casework.operations.loading import check_reason, lock_case
from motcua.casework.operations.moving import move_state
from motcua.casework.operations.recording import close_act, tell_citizen
from motcua.casework.operations.results import CaseState
from motcua.casework.operations.supplements import continue_process, recounts
from motcua.casework.permissions import Permission
from motcua.casework.queries.access import require_case
from motcua.kernel.actors import SYSTEM, Actor
from motcua.submissions.api import CorrectionReceived, get_submission


def take_correction(event: CorrectionReceived, at: datetime) -> None:
    """In the transaction that stores the corrected submission; a refusal takes it back, too.

    Where no request is open (it was taken back meanwhile), only the content is taken over.
    """
    found = Case.objects.filter(submission_id=event.supersedes).values_list("pk", flat=True)
    case_id = found.first()
    if case_id is None:
        return
    submission = get_submission(event.submission_id, by=SYSTEM)
    name = str(submission.applicant.get("full_name", ""))
    by = Actor(kind="applicant", id=event.applicant_id, name=name)
    if SupplementRequest.objects.filter(case=case_id, closed_at=None).exists():
        answer_supplement(case_id=case_id, submission_id=event.submission_id, by=by, now=at)
    else:
        _take_content(case_id, event.submission_id, by=by, now=at)


def _take_content(case_id: UUID, submission_id: UUID, *, by: Actor, now: datetime) -> None:
    case = lock_case(case_id)
    if case.finished_at is not None:
        raise CaseMoved(_("Hồ sơ này đã kết thúc nên không thể bổ sung."))
    case.submission_id = submission_id
    link_files(case, now=now)
    facts = {"submission": submission_id}
    close_act(case, action="case.content_corrected", by=by, now=now, data=facts)


def answer_supplement(*, case_id: UUID, submission_id: UUID, by: Actor, now: datetime) -> CaseState:
    """Take the corrected submission as the dossier's content and let the work go on.

    The due date moves by the time that passed, or the term starts again, as the service says.
    Raises ``SupplementMissing`` when none is asked for.
    """
    with transaction.atomic():
        case = lock_case(case_id)
        request = SupplementRequest.objects.filter(case=case, closed_at=None).first()
        if request is None:
            raise SupplementMissing(_("Hồ sơ này không có yêu cầu bổ sung nào đang mở."))
        request.answered_at = request.closed_at = now
        request.answer_submission_id = submission_id
        request.save(update_fields=["answered_at", "closed_at", "answer_submission_id"])
        case.submission_id = submission_id
        link_files(case, now=now)
        _go_on(case, request, by=by, now=now)
        key = f"supplement_received:{request.sequence}"
        tell_citizen(case, occasion="supplement_received", key=key, now=now)
        return close_act(
            case,
            action="case.supplement_answered",
            by=by,
            now=now,
            data={"request": request.pk, "submission": submission_id},
        )


def _go_on(case: Case, request: SupplementRequest, *, by: Actor, now: datetime) -> None:
    reason = _("Đã nhận bổ sung hồ sơ lần %(number)d") % {"number": request.sequence}
    resume_clock(case, by=by, now=now, reason=reason, recount=recounts(case))
    move_state(case, NationalState(request.state_before), by=by, now=now, reason=reason)
    continue_process(case, by=by, now=now)


def cancel_supplement(*, case_id: UUID, reason: str, by: Actor, now: datetime) -> CaseState:
    """Take the request back: what is there suffices after all, or came another way."""
    words = check_reason(reason)
    with transaction.atomic():
        case = lock_case(case_id)
        by.require(Permission.RECEIVE if case.received_at is None else Permission.APPRAISE)
        require_case(by, case)
        request = SupplementRequest.objects.filter(case=case, closed_at=None).first()
        if request is None:
            raise SupplementMissing(_("Hồ sơ này không có yêu cầu bổ sung nào đang mở."))
        close_supplement(case, now=now)
        _go_on(case, request, by=by, now=now)
        return close_act(
            case, action="case.supplement_cancelled", by=by, now=now, data={"reason": words}
        )
