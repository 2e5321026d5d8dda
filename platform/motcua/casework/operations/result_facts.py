"""The values a result's text may use, as ``catalogue`` promises them to authors."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import translation

from formbuilder.api import CompiledForm, present
from motcua.casework.models import Case
from motcua.casework.operations.dossiers import answers_of
from motcua.casework.operations.paper_facts import letterhead_of
from motcua.casework.papers.layout import Sheet
from motcua.casework.papers.moments import day_in_words, hour_and_day
from motcua.casework.papers.result import ON_TOP, ResultFacts, result_sheet
from motcua.catalogue.api import ServiceDocument, get_frozen_service
from motcua.files import api as files
from motcua.identity.api import AgencyMissing, AgencyView, StaffMissing, get_agency, get_staff
from motcua.kernel.actors import Actor
from motcua.kernel.i18n import pick
from tenants.api import current_tenant, tenant_url

_VI = "vi"
_BELOW = "người ký dưới đây"


def result_facts(
    case: Case,
    *,
    number: str,
    signer_name: str,
    signer_title: str,
    address: str,
    by: Actor,
    now: datetime,
    signed: bool = False,
) -> ResultFacts:
    service = get_frozen_service(case.version_id)
    template = service.document.result
    answers = answers_of(case)
    title = pick(template.signer_title, _VI) or signer_title
    with translation.override(_VI):
        values = {
            **_form_values(service.compiled_form, answers),
            **_case_values(case),
            **_place_values(case, service.document),
            "result.name": pick(template.name, _VI),
            "result.number": number,
            "result.issued_on": ON_TOP if signed else day_in_words(now),
            "result.signer_name": signer_name,
            "result.signer_title": title,
            "result.copies": _copies(template.copies_field, answers),
            "result.link": address,
        }
        head = letterhead_of(case, by=by, now=now)
    return ResultFacts(
        head=head,
        template=template,
        form=service.compiled_form,
        answers=answers,
        values=values,
        number=number,
        signer_name=signer_name,
        signer_title=title,
        address=address,
        qr=files.qr_svg(address),
        submitted_at=case.submitted_at,
        signed=signed,
    )


def draft_sheet(case: Case, *, token: str, by: Actor, now: datetime) -> Sheet:
    """The result before it is signed. Number and date come later, on top of it; who signs last is
    not known while others put their initials."""
    template = get_frozen_service(case.version_id).document.result
    facts = result_facts(
        case,
        number=ON_TOP,
        signer_name=_BELOW,
        signer_title=pick(template.signer_title, _VI),
        address=tenant_url(f"/xac-minh/{token}/"),
        by=by,
        now=now,
        signed=True,
    )
    return result_sheet(facts)


def title_of_signer(case: Case, by: Actor) -> str:
    """As the service's author wrote it, else the signer's own, else the general one."""
    template = get_frozen_service(case.version_id).document.result
    written = pick(template.signer_title, _VI)
    try:
        own = get_staff(by.id).title if by.id else ""
    except StaffMissing:
        own = ""
    return written or own or "Thủ trưởng đơn vị"


def _form_values(form: CompiledForm, answers: Mapping[str, Any]) -> dict[str, str]:
    """``form.<key>``: answers as people read them; several rows of a group one below another."""
    values: dict[str, str] = {}
    for page in present(form, answers, _VI):
        for row in page.rows:
            field = form.fields.get(row.field_id)
            if field is None:
                continue
            name = f"form.{field.field.key}"
            values[name] = f"{values[name]}; {row.value}" if name in values else row.value
    return values


def _case_values(case: Case) -> dict[str, str]:
    owner: Mapping[str, str] = (case.parties or {}).get("owner", {})
    return {
        "case.code": case.code or "",
        "case.reference": case.reference,
        "case.submitted_at": hour_and_day(case.submitted_at),
        "case.received_at": hour_and_day(case.received_at) if case.received_at else "",
        "case.due_at": hour_and_day(case.due_at) if case.due_at else "",
        "case.applicant_name": case.owner_name,
        "case.applicant_number": owner.get("personal_number", ""),
        "case.link": tenant_url(f"/ho-so/{case.pk}/"),
    }


def _place_values(case: Case, document: ServiceDocument) -> dict[str, str]:
    tenant = current_tenant()
    agency = _agency(case)
    return {
        "service.name": pick(document.service.name, _VI),
        "procedure.code": document.procedure.code,
        "procedure.name": pick(document.procedure.name, _VI),
        "agency.name": agency.name if agency else tenant.name,
        "agency.address": agency.address if agency else "",
        "agency.phone": agency.phone if agency else "",
        "tenant.name": tenant.name,
    }


def _agency(case: Case) -> AgencyView | None:
    try:
        return get_agency(case.competent_agency_id) if case.competent_agency_id else None
    except AgencyMissing:
        return None


def _copies(field_id: str | None, answers: Mapping[str, Any]) -> str:
    count = answers.get(field_id) if field_id else None
    return str(count) if isinstance(count, int) else "1"
