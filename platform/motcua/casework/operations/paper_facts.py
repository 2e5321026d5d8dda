"""Gathering what a paper tells, at the moment of the act it documents."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from motcua.casework.models import Case, Decision, PaperKind, SupplementItem, SupplementRequest
from motcua.casework.operations.dossiers import answers_of
from motcua.casework.papers import forms
from motcua.casework.papers.design import Design
from motcua.casework.papers.head import head_of
from motcua.casework.papers.layout import Letterhead, Sheet
from motcua.casework.paperwork import api as paperwork
from motcua.casework.steps.documents import due_rule_of
from motcua.catalogue.api import Clock, get_frozen_service
from motcua.files import api as files
from motcua.identity.api import AgencyMissing, StaffMissing, get_agency, get_staff
from motcua.kernel.actors import Actor
from motcua.kernel.i18n import pick
from motcua.submissions import api as submissions
from motcua.workflow import api as workflow
from tenants.api import tenant_url

_METHODS = {"online": "bản điện tử", "counter": "bộ phận một cửa", "post": "bưu chính công ích"}


def facts_of(
    case: Case, *, by: Actor, now: datetime, design: Design | None = None
) -> forms.CaseFacts:
    """What all forms share. Official papers are Vietnamese whatever the reader's language."""
    service = get_frozen_service(case.version_id)
    owner: Mapping[str, str] = (case.parties or {}).get("owner", {})
    document = service.document
    with translation.override("vi"):
        return forms.CaseFacts(
            head=letterhead_of(case, by=by, now=now, design=design),
            owner=case.owner_name,
            submitter=case.submitter_name,
            personal_number=owner.get("personal_number", ""),
            address=owner.get("address", ""),
            phone=owner.get("phone", ""),
            email=owner.get("email", ""),
            request=pick(case.service_name, "vi"),
            is_online=case.channel == "online",
            submitted_at=case.submitted_at,
            received_at=case.received_at,
            due_at=case.due_at,
            term=_term(document.clock, case.channel),
            return_methods=", ".join(
                _METHODS[method] for method in document.execution.return_methods
            ),
            legal_bases=tuple(
                " ".join(filter(None, [basis.article, basis.number, pick(basis.title, "vi")]))
                for basis in document.legal_bases
            ),
            tracking=_tracking(case),
        )


def sheet_of(
    case: Case,
    kind: PaperKind,
    *,
    number: str,
    facts: Mapping[str, Any],
    by: Actor,
    now: datetime,
    design: Design | None = None,
) -> Sheet:
    """The form of ``kind`` filled in, with a code that leads to the tracking page."""
    basic = facts_of(case, by=by, now=now, design=design)
    sheet = _draw(case, kind, basic, number=number, facts=facts)
    return forms.with_qr(sheet, svg=files.qr_svg(tenant_url(f"/tra-cuu/?ma={_number_of(case)}")))


def control_rows(case: Case) -> list[list[str]]:
    """Form 06: every step done, by whom, from when to when, and whether in its time.

    A choice that the answers made is nobody's work.
    """
    items = workflow.items_of(case.pk)
    done = [
        item
        for item in items
        if item.status == "done" and not workflow.StepKind(item.kind).is_routing
    ]
    labels = dict(Decision.objects.filter(case=case).values_list("work_item_id", "outcome_label"))
    return [
        [
            item.name,
            item.done_by_name,
            _clock(item.created_at),
            _clock(item.done_at),
            labels.get(item.id, ""),
            _against_due(item),
        ]
        for item in done
    ]


def _draw(
    case: Case,
    kind: PaperKind,
    basic: forms.CaseFacts,
    *,
    number: str,
    facts: Mapping[str, Any],
) -> Sheet:
    match kind:
        case PaperKind.RECEIPT:
            return forms.receipt(basic, number=number, components=_components(case))
        case PaperKind.SUPPLEMENT:
            return _supplement(basic, number=number, request_id=facts["supplement_id"])
        case PaperKind.REFUSAL:
            received = case.received_at is not None
            return forms.refusal(basic, number=number, reason=facts["reason"], received=received)
        case PaperKind.APOLOGY:
            return forms.apology(
                basic,
                number=number,
                before=facts["before"],
                after=facts["after"],
                reason=facts["reason"],
            )
        case PaperKind.STOP:
            legal_basis = facts.get("legal_basis", "")
            return forms.stop(basic, number=number, reason=facts["reason"], legal_basis=legal_basis)
    raise ValueError(f"{kind} is not drawn from facts")


def _supplement(basic: forms.CaseFacts, *, number: str, request_id: UUID) -> Sheet:
    request = SupplementRequest.objects.get(pk=request_id)
    items = SupplementItem.objects.filter(request=request).order_by("position")
    return forms.supplement(
        basic,
        number=number,
        items=[(item.label, item.reason) for item in items],
        message=request.message,
        answer_by=request.due_at,
    )


def _components(case: Case) -> list[list[str]]:
    """Papers that came with the dossier, or that the citizen shows at the counter."""
    answers = answers_of(case)
    rows = []
    for part in get_frozen_service(case.version_id).document.components:
        sent = answers.get(part.field_id) if part.field_id else None
        count = len(sent) if isinstance(sent, list) else 0
        if count or case.channel != "online":
            numbers = [str(part.originals or ""), str(part.copies or ""), str(count or "")]
            rows.append([pick(part.name, "vi"), *numbers])
    return rows


def letterhead_of(
    case: Case, *, by: Actor, now: datetime, design: Design | None = None
) -> Letterhead:
    """``design``: of the unit, where the caller has looked it up already."""
    return head_of(
        design or paperwork.design_of(case.receiving_agency_id),
        unit=agency_name(case.receiving_agency_id),
        number=_number_of(case),
        officer=by.name,
        phone=_phone(by),
        now=now,
    )


def agency_name(agency_id: UUID | None) -> str:
    try:
        return get_agency(agency_id).name if agency_id else ""
    except AgencyMissing:
        return ""


def _phone(by: Actor) -> str:
    try:
        return get_staff(by.id).phone if by.kind == "staff" and by.id else ""
    except StaffMissing:
        return ""


def _number_of(case: Case) -> str:
    return case.code or case.reference


def _tracking(case: Case) -> str:
    secret = submissions.get_receipt(case.first_submission_id).tracking_secret
    return _("Tra cứu tại %(address)s bằng mã hồ sơ %(code)s và mã bí mật %(secret)s.") % {
        "address": tenant_url("/tra-cuu/"),
        "code": _number_of(case),
        "secret": secret,
    }


def _term(clock: Clock, channel: str) -> str:
    rule = due_rule_of(clock, channel=channel)
    match rule.unit:
        case workflow.TermUnit.WORKING_HOURS:
            return _("%(n)d giờ làm việc") % {"n": rule.amount}
        case workflow.TermUnit.WORKING_DAYS:
            return _("%(n)d ngày làm việc") % {"n": rule.amount}
        case workflow.TermUnit.SAME_DAY:
            return _("trong ngày; sau %(time)s thì ngày làm việc tiếp theo") % {
                "time": clock.cut_off
            }
        case workflow.TermUnit.CALENDAR_DAYS:
            return _("%(n)d ngày") % {"n": rule.amount}
        case workflow.TermUnit.HOURS:
            return _("%(n)d giờ") % {"n": rule.amount}
        case workflow.TermUnit.MONTHS:
            return _("%(n)d tháng") % {"n": rule.amount}


def _clock(moment: datetime | None) -> str:
    return f"{timezone.localtime(moment):%H:%M %d/%m/%Y}" if moment else ""


def _against_due(item: workflow.WorkItemView) -> str:
    if item.done_at is None:
        return ""
    return "quá hạn" if item.done_at > item.due_at else "đúng hạn"
