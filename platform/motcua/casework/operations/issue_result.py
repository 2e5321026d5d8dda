"""Issuing the result: the signed-for paper with its verification address."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.casework.errors import CaseMissing
from motcua.casework.events import ResultIssued
from motcua.casework.models import (
    Case,
    Decision,
    IssuedOutput,
    Paper,
    PaperKind,
    SignaturePurpose,
)
from motcua.casework.operations.loading import check_reason, lock_case
from motcua.casework.operations.paper_facts import letterhead_of
from motcua.casework.operations.papers import (
    draw_result,
    next_paper_number,
    render_now,
    write_signed,
)
from motcua.casework.operations.recording import close_act, tell_citizen
from motcua.casework.operations.results import CaseState
from motcua.casework.operations.signing import (
    drop_draft,
    has_leader,
    seal_draft,
    seal_for,
    sign_draft,
    sign_if_due,
)
from motcua.casework.permissions import Permission
from motcua.casework.queries.access import require_case
from motcua.catalogue.api import get_frozen_service
from motcua.files import api as files
from motcua.identity.api import StaffMissing, get_staff
from motcua.kernel import events
from motcua.kernel.actors import Actor
from motcua.kernel.i18n import pick
from motcua.workflow import api as workflow

TOKEN_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class Signer:
    id: UUID | None
    name: str
    title: str


def issue_if_due(
    case: Case,
    item: workflow.WorkItemView,
    progress: workflow.Progress,
    *,
    decision: Decision,
    by: Actor,
    now: datetime,
) -> IssuedOutput | None:
    """Issue once the process turns to handing over, or ends with a result, and none stands.

    So a service with a registry clerk issues after their step, one without after approval.
    """
    sign_if_due(case, item, progress, by=by, now=now)
    turns_to_return = bool(progress.opened) and progress.opened[0].kind == workflow.StepKind.RETURN
    ends_issued = progress.end_key == workflow.EndKey.ISSUED
    if item.kind == workflow.StepKind.RETURN or not (turns_to_return or ends_issued):
        return None
    if IssuedOutput.objects.filter(case=case, revoked_at=None).exists():
        return None
    if item.kind == workflow.StepKind.APPROVE or has_leader(case):
        return _issue(case, signer=_signer(case, decision), by=by, now=now)
    if seal_for(case, now=now) is not None and _can_sign(by, now=now):
        # A process without an approval: whoever issues it answers for it.
        sign_draft(case, SignaturePurpose.LEADER, by=by, now=now)
    return _issue(case, signer=_signer(case, decision), by=by, now=now)


def replace_result(*, case_id: UUID, reason: str, by: Actor, now: datetime) -> CaseState:
    """Revoke a result that was issued with a mistake and issue it anew from the dossier.

    The old address keeps answering, and says that the paper is no longer valid.
    """
    by.require(Permission.APPROVE)
    words = check_reason(reason)
    with transaction.atomic():
        case = lock_case(case_id)
        require_case(by, case)
        old = IssuedOutput.objects.filter(case=case, revoked_at=None).first()
        if old is None:
            raise CaseMissing(_("Hồ sơ này chưa có kết quả."))
        old.revoked_at, old.revoked_reason = now, words
        old.save(update_fields=["revoked_at", "revoked_reason"])
        if seal_for(case, now=now) is not None:
            drop_draft(case, now=now)
            sign_draft(case, SignaturePurpose.LEADER, by=by, now=now)
        new = _issue(case, signer=_signer_of(by.id, by.name), by=by, now=now)
        old.replaced_by = new
        old.save(update_fields=["replaced_by"])
        return close_act(
            case, action="case.result_replaced", by=by, now=now, data={"reason": words}
        )


def _issue(case: Case, *, signer: Signer, by: Actor, now: datetime) -> IssuedOutput:
    """Made within the transaction: without its paper there is no result."""
    if seal_for(case, now=now) is not None:
        output = _seal(case, signer=signer, by=by, now=now)
    else:
        output = _unsigned(case, signer=signer, by=by, now=now)
    paper = output.paper
    events.publish(ResultIssued(case_id=case.pk, output_id=output.pk, paper_id=paper.pk), at=now)
    tell_citizen(case, occasion="issued", key=f"issued:{paper.sequence}", now=now)
    return output


def _seal(case: Case, *, signer: Signer, by: Actor, now: datetime) -> IssuedOutput:
    number = next_paper_number(case, PaperKind.RESULT, now=now)
    head = letterhead_of(case, by=by, now=now)
    sealed = seal_draft(case, number=f"Số: {number}", place_date=head.place_date, by=by, now=now)
    paper = write_signed(
        case, number=number, data=sealed.sheet, content=sealed.content, by=by, now=now
    )
    sealed.draft.signatures.update(paper=paper)
    return _record(case, paper, token=sealed.draft.token, signer=signer, now=now)


def _unsigned(case: Case, *, signer: Signer, by: Actor, now: datetime) -> IssuedOutput:
    token = secrets.token_hex(TOKEN_BYTES)
    paper = draw_result(
        case, token=token, signer_name=signer.name, signer_title=signer.title, by=by, now=now
    )
    output = _record(case, paper, token=token, signer=signer, now=now)
    render_now(paper, by=by, now=now)
    return output


def _record(case: Case, paper: Paper, *, token: str, signer: Signer, now: datetime) -> IssuedOutput:
    return IssuedOutput.objects.create(
        case=case,
        paper=paper,
        token=token,
        title=_title(case, paper),
        signer_id=signer.id,
        signer_name=signer.name,
        signer_title=signer.title,
        issued_at=now,
    )


def _can_sign(by: Actor, *, now: datetime) -> bool:
    return by.kind == "staff" and by.id is not None and bool(files.identity_of(by.id, now=now))


def _signer(case: Case, decision: Decision) -> Signer:
    """Who approved last; a registry clerk numbers and seals but does not sign."""
    approval = (
        Decision.objects.filter(case=case, step_kind=workflow.StepKind.APPROVE)
        .order_by("-at", "-id")
        .first()
    )
    signed = approval or decision
    return _signer_of(signed.by_id, signed.by_name)


def _signer_of(staff_id: UUID | None, name: str) -> Signer:
    try:
        title = get_staff(staff_id).title if staff_id else ""
    except StaffMissing:
        title = ""
    return Signer(staff_id, name, title)


def _title(case: Case, paper: Paper) -> str:
    result = get_frozen_service(case.version_id).document.result
    return (pick(result.name, "vi") or pick(result.title, "vi") or PaperKind.RESULT.label)[:400]
