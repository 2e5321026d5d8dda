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
from motcua.casework.models import Case, Decision, IssuedOutput, Paper, PaperKind
from motcua.casework.operations.loading import check_reason, lock_case
from motcua.casework.operations.papers import draw_result, render_now
from motcua.casework.operations.recording import close_act, tell_citizen
from motcua.casework.operations.results import CaseState
from motcua.casework.permissions import Permission
from motcua.casework.queries.access import require_case
from motcua.catalogue.api import get_frozen_service
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
    turns_to_return = bool(progress.opened) and progress.opened[0].kind == workflow.StepKind.RETURN
    ends_issued = progress.end_key == workflow.EndKey.ISSUED
    if item.kind == workflow.StepKind.RETURN or not (turns_to_return or ends_issued):
        return None
    if IssuedOutput.objects.filter(case=case, revoked_at=None).exists():
        return None
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
        new = _issue(case, signer=_signer_of(by.id, by.name), by=by, now=now)
        old.replaced_by = new
        old.save(update_fields=["replaced_by"])
        return close_act(
            case, action="case.result_replaced", by=by, now=now, data={"reason": words}
        )


def _issue(case: Case, *, signer: Signer, by: Actor, now: datetime) -> IssuedOutput:
    """Rendered within the transaction: without its paper there is no result."""
    token = secrets.token_hex(TOKEN_BYTES)
    paper = draw_result(
        case, token=token, signer_name=signer.name, signer_title=signer.title, by=by, now=now
    )
    output = IssuedOutput.objects.create(
        case=case,
        paper=paper,
        token=token,
        title=_title(case, paper),
        signer_id=signer.id,
        signer_name=signer.name,
        signer_title=signer.title,
        issued_at=now,
    )
    render_now(paper, by=by, now=now)
    events.publish(ResultIssued(case_id=case.pk, output_id=output.pk, paper_id=paper.pk), at=now)
    tell_citizen(case, occasion="issued", key=f"issued:{paper.sequence}", now=now)
    return output


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
