"""A submission becomes a dossier, in the transaction that accepts it."""

from datetime import datetime

from django.utils.translation import gettext as _

from motcua.casework.domain.states import FeeState, NationalState
from motcua.casework.events import CaseOpened
from motcua.casework.models import Case
from motcua.casework.operations.dossiers import agencies_for, channel_of
from motcua.casework.operations.moving import opening_of
from motcua.casework.operations.parties import parties_of, put_parties
from motcua.catalogue.api import get_frozen_service
from motcua.identity.api import get_agency
from motcua.kernel import audit, events, rows
from motcua.kernel.actors import SYSTEM, Actor
from motcua.payments import api as payments
from motcua.submissions import api as submissions
from motcua.workflow import api as workflow


def open_case(event: submissions.SubmissionReceived, at: datetime) -> None:
    """State 1. Reception is due 8 working hours after submission; the statutory clock waits.

    Few statements, because every accepted dossier passes here: the process is started by a
    worker afterwards, and by a sweep if that is lost.
    """
    submission = submissions.get_submission(event.submission_id, by=SYSTEM)
    case = _new_case(submission, at)
    by, helped = _submitter(submission), _helped(case, submission.channel)
    acts = audit.first_rows(
        action="case.opened",
        subject=case.audit_subject,
        by=by,
        at=at,
        data={
            "state": case.national_state,
            "reference": case.reference,
            "submission": submission.id,
            "digest": submission.digest,
            **helped,
        },
    )
    rows.insert(case, opening_of(case, by=by, now=at), *acts)
    events.publish(CaseOpened(case_id=case.pk), at=at)


def _new_case(submission: submissions.SubmissionView, at: datetime) -> Case:
    service = get_frozen_service(submission.version_id)
    document = service.document
    parties = parties_of(submission.applicant, submission.answers, document)
    receiving, competent = agencies_for(
        version_id=submission.version_id, answers=submission.answers
    )
    receiving = parties.reception_id or receiving
    calendar = workflow.tenant_calendar(receiving)
    reception_due = workflow.reception_due_at(calendar=calendar, submitted_at=at)
    case = Case(
        submission_id=submission.id,
        first_submission_id=submission.root_id,
        draft_id=submission.draft_id,
        reference=submission.reference,
        service_id=submission.service_id,
        version_id=submission.version_id,
        service_slug=service.slug,
        service_name=dict(document.service.name),
        procedure_code=document.procedure.code,
        applicant_id=submission.applicant_id,
        is_group=bool(document.execution.group),
        national_state=NationalState.REGISTERED,
        fee_state=_fee_state(submission),
        channel=channel_of(submission.channel),
        submitted_at=submission.received_at,
        reception_due_at=reception_due,
        deadline_at=reception_due,
        receiving_agency_id=receiving,
        competent_agency_id=competent,
        agency_ids=sorted({each for each in (receiving, competent) if each}, key=str),
        created_at=at,
        updated_at=at,
    )
    put_parties(case, parties)
    return case


def _helped(case: Case, channel: str) -> dict[str, str]:
    """Where somebody filled the form in for the citizen, the history says who and how the citizen
    confirmed. An officer's reception point received it, whatever the boundaries."""
    if channel not in (submissions.COUNTER, submissions.HELPER):
        return {}
    helped = submissions.assistance_of_submission(case.draft_id)
    if helped is None:
        return {}
    if helped.is_helpers:
        return _by_helper(case, helped)
    case.support_point = helped.support_point
    if helped.agency_id is not None and get_agency(helped.agency_id).is_reception_point:
        case.receiving_agency_id = helped.agency_id
        case.agency_ids = sorted({*case.agency_ids, helped.agency_id}, key=str)
    return {
        "assisted_by": f"staff:{helped.officer_id}",
        "support_point": helped.support_point,
        "confirmed_by": helped.confirmed_by,
        "note": _("%(officer)s nhập hộ tại %(point)s")
        % {"officer": helped.officer_name, "point": helped.support_point},
    }


def _by_helper(case: Case, helped: submissions.AssistanceView) -> dict[str, str]:
    case.parties = {**(case.parties or {}), "helper": {"name": helped.officer_name}}
    words = (
        _("%(helper)s giúp điền tờ khai; người nộp tự xem lại và nộp")
        if helped.confirmed_by == "self"
        else _("%(helper)s giúp điền tờ khai; người nộp đồng ý bằng mã")
    )
    return {
        "assisted_by": f"helper:{helped.officer_id}",
        "consent": str(helped.consent_id),
        "confirmed_by": helped.confirmed_by,
        "note": words % {"helper": helped.officer_name},
    }


def _fee_state(submission: submissions.SubmissionView) -> FeeState:
    """What was owed before submitting; asked of ``payments`` only where something was."""
    lines = submission.fee_quote.get("lines", [])
    if not any(line["amount"] for line in lines):
        return FeeState.WAIVED if any(line["full"] for line in lines) else FeeState.NONE
    if not any(line["amount"] for line in lines if line["when"] == "before"):
        return FeeState.NONE
    paid = payments.is_paid(f"draft:{submission.draft_id}")
    return FeeState.PAID if paid else FeeState.DUE


def _submitter(submission: submissions.SubmissionView) -> Actor:
    return Actor(
        kind="applicant",
        id=submission.applicant_id,
        name=str(
            (submission.applicant.get("acting") or {}).get("name")
            or submission.applicant.get("full_name", "")
        ),
        assurance=int(submission.applicant.get("assurance", 0)),
    )
