"""An officer proposes to correct one answer; it changes only when the applicant agrees."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.casework.domain.states import NationalState
from motcua.casework.errors import CaseMoved, MendingInvalid, MendingMissing
from motcua.casework.models import Case, Mending, MendingState
from motcua.casework.operations.loading import check_reason, lock_case
from motcua.casework.operations.recording import close_act, tell_citizen
from motcua.casework.operations.results import CaseState
from motcua.casework.permissions import Permission
from motcua.casework.queries.access import require_case, require_own_case
from motcua.casework.queries.mendable import in_words, is_of, mendable_fields
from motcua.catalogue.api import get_frozen_service
from motcua.kernel.actors import SYSTEM, Actor
from motcua.submissions import api as submissions


@dataclass(frozen=True, slots=True)
class _Trial:
    """What the form made of the typed value. ``posted``: how it is entered when confirmed."""

    old: Mapping[str, Any]
    new: Mapping[str, Any]
    label: str


def propose_mending(
    *,
    case_id: UUID,
    field_id: str,
    posted: Mapping[str, Sequence[str]],
    reason: str,
    by: Actor,
    now: datetime,
) -> CaseState:
    """Keep the proposal and ask the applicant. The old answer stands until they agree.

    ``posted``: the inputs of the question as the citizen's page would send them, all rows of a
    group together. Raises ``MendingInvalid`` naming ``field_id`` or ``value``, ``CaseMoved`` after
    the end or while a supplement is asked for, ``ReasonMissing``.
    """
    words = check_reason(reason)
    with transaction.atomic():
        case = lock_case(case_id)
        by.require(Permission.RECEIVE if case.received_at is None else Permission.APPRAISE)
        require_case(by, case)
        _check_open(case)
        if field_id not in {each.id for each in mendable_fields(case, by=by)}:
            raise MendingInvalid(_("Câu trả lời này không sửa được ở đây."), field="field_id")
        if Mending.objects.filter(case=case, state=MendingState.WAITING).exists():
            raise CaseMoved(_("Đang chờ người nộp trả lời một đề nghị sửa khác."))
        trial = _try(case, field_id, posted, now=now)
        row = Mending.objects.create(
            case=case,
            field_id=field_id,
            label=trial.label[:400],
            old=trial.old,
            new=trial.new,
            reason=words,
            submission_id=case.submission_id,
            asked_at=now,
            asked_by=by.id,
            asked_by_name=by.name[:200],
        )
        tell_citizen(case, occasion="mending_asked", key=f"mend:{row.pk}", now=now, label=row.label)
        facts = {"mending": row.pk, "label": row.label, "reason": words}
        return close_act(case, action="case.mending_asked", by=by, now=now, data=facts)


def confirm_mending(*, mending_id: UUID, by: Actor, now: datetime) -> CaseState:
    """The applicant agrees: a new submission with the one answer changed becomes the content.

    A repeated click finds it done. Raises ``MendingMissing``, ``CaseMoved`` when the dossier's
    content changed since or the dossier ended.
    """
    case_id = _own(mending_id, by)
    with transaction.atomic():
        case = lock_case(case_id)
        row = Mending.objects.select_for_update().get(pk=mending_id)
        if row.state != MendingState.WAITING:
            raise CaseMoved(_("Đề nghị sửa này đã được trả lời."))
        _check_open(case)
        if row.submission_id != case.submission_id:
            raise CaseMoved(_("Nội dung hồ sơ đã thay đổi sau đề nghị này."))
        draft_id = _enter(case, row.field_id, row.new["posted"], now=now)
    # Sending is a transaction of its own; done twice it gives the same receipt.
    submissions.submit_correction(
        draft_id=draft_id, idempotency_key=f"mending-{mending_id}", by=by, now=now
    )
    return _settle(mending_id, MendingState.CONFIRMED, "case.mending_confirmed", by=by, now=now)


def refuse_mending(*, mending_id: UUID, by: Actor, now: datetime, note: str = "") -> CaseState:
    """The applicant keeps the old answer. Raises ``MendingMissing``, ``CaseMoved``."""
    _own(mending_id, by)
    return _settle(
        mending_id, MendingState.REFUSED, "case.mending_refused", by=by, now=now, note=note.strip()
    )


def take_back_mending(*, case_id: UUID, by: Actor, now: datetime) -> CaseState:
    """An officer no longer asks. Raises ``MendingMissing``."""
    with transaction.atomic():
        case = lock_case(case_id)
        by.require(Permission.RECEIVE if case.received_at is None else Permission.APPRAISE)
        require_case(by, case)
        row = Mending.objects.filter(case=case, state=MendingState.WAITING).first()
        if row is None:
            raise MendingMissing(_("Không có đề nghị sửa nào đang chờ."))
    return _settle(row.pk, MendingState.TAKEN_BACK, "case.mending_taken_back", by=by, now=now)


def _settle(
    mending_id: UUID,
    state: MendingState,
    action: str,
    *,
    by: Actor,
    now: datetime,
    note: str = "",
) -> CaseState:
    with transaction.atomic():
        case = lock_case(Mending.objects.values_list("case_id", flat=True).get(pk=mending_id))
        row = Mending.objects.select_for_update().get(pk=mending_id)
        if row.state != MendingState.WAITING:
            raise CaseMoved(_("Đề nghị sửa này đã được trả lời."))
        row.state, row.answered_at, row.answer_note = state, now, note
        row.save(update_fields=["state", "answered_at", "answer_note"])
        facts = {"mending": row.pk, "label": row.label, "note": note}
        return close_act(case, action=action, by=by, now=now, data=facts)


def _own(mending_id: UUID, by: Actor) -> UUID:
    """Only the submitter answers for what they said. Raises ``MendingMissing``."""
    row = Mending.objects.select_related("case").filter(pk=mending_id).first()
    if row is None:
        raise MendingMissing(_("Không tìm thấy đề nghị sửa này."))
    require_own_case(by, row.case)
    if by.kind == "applicant" and by.id != row.case.applicant_id:
        raise MendingMissing(_("Không tìm thấy đề nghị sửa này."))
    return row.case_id


def _check_open(case: Case) -> None:
    if case.finished_at is not None:
        raise CaseMoved(_("Hồ sơ này đã kết thúc."))
    if case.state is NationalState.SUPPLEMENT:
        raise CaseMoved(_("Hồ sơ đang chờ người nộp bổ sung; hãy sửa trong lần bổ sung đó."))


class _TrialOverError(Exception):
    """Takes the trial back; nothing of it stays."""


def _try(case: Case, field_id: str, given: Mapping[str, Sequence[str]], *, now: datetime) -> _Trial:
    """Enter the answer as the applicant would, see what the form says, and undo it."""
    form = get_frozen_service(case.version_id).compiled_form
    before = submissions.get_submission(case.submission_id, by=SYSTEM).answers
    posted = {name: list(values) for name, values in given.items() if is_of(name, field_id)}
    after: dict[str, Any] = {}
    try:
        with transaction.atomic():
            draft_id = _enter(case, field_id, posted, now=now)
            after = _checked(draft_id, before, now=now)
            raise _TrialOverError
    except _TrialOverError:
        if before.get(field_id) == after.get(field_id):
            raise MendingInvalid(_("Giá trị mới giống giá trị cũ."), field="value") from None
    return _Trial(
        old={"value": before.get(field_id), "text": in_words(form, before, field_id)},
        new={
            "value": after.get(field_id),
            "text": in_words(form, after, field_id),
            "posted": posted,
        },
        label=form.fields[field_id].label("vi"),
    )


def _checked(draft_id: UUID, before: Mapping[str, Any], *, now: datetime) -> dict[str, Any]:
    """The answers as they would be. Raises ``MendingInvalid`` when more would have to be answered:
    that is the applicant's to say, in a supplement."""
    draft = submissions.get_draft(draft_id, by=SYSTEM)
    as_sent = replace(draft, answers=dict(before))
    known = {each.path for each in submissions.missing_in(as_sent, now=now)}
    for each in submissions.missing_in(draft, now=now):
        if each.path not in known:
            words = _("Sửa như vậy thì tờ khai thiếu câu khác (%(fault)s). Hãy yêu cầu bổ sung.")
            raise MendingInvalid(words % {"fault": each.message}, field="value")
    return dict(draft.answers)


def _enter(
    case: Case, field_id: str, posted: Mapping[str, Sequence[str]], *, now: datetime
) -> UUID:
    """A correction's draft with the one answer changed. Raises ``MendingInvalid``."""
    form = get_frozen_service(case.version_id).compiled_form
    draft = submissions.open_correction(
        submission_id=case.submission_id, field_ids=[field_id], by=SYSTEM, now=now
    )
    outcome = submissions.save_page(
        draft_id=draft.id,
        page_id=form.fields[field_id].page_id,
        posted=posted,
        by=SYSTEM,
        now=now,
    )
    for error in outcome.errors:
        if error.path.partition("/")[0] in (field_id, ""):
            raise MendingInvalid(error.message, field="value")
    return draft.id
