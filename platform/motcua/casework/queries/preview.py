"""The result as its author wrote it, with invented values: to be looked at before publishing."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from formbuilder.api import CompiledForm, compile_form
from motcua.casework.papers.head import head_of
from motcua.casework.papers.moments import day_in_words, hour_and_day
from motcua.casework.papers.result import ON_TOP, ResultFacts, result_sheet
from motcua.casework.paperwork.api import design_of, printable
from motcua.catalogue.api import CASE_NAMES, ServiceDocument
from motcua.files import api as files
from motcua.kernel.i18n import pick
from tenants.api import current_tenant, tenant_url

TEMPLATE = "casework/papers/administrative.typ"
_VI = "vi"
_CODE = "H00.00-260615-0001"


def preview_result(document: ServiceDocument, *, now: datetime) -> bytes:
    """A PDF; every block is shown, whatever its condition. Raises ``PaperFailed``, and
    ``FormInvalid`` for a form that does not run."""
    form = compile_form(document.form)
    template = document.result
    shown = [block.model_copy(update={"visible_if": None}) for block in template.blocks]
    address = tenant_url("/xac-minh/")
    facts = ResultFacts(
        head=replace(
            head_of(design_of(None), unit="", number=_CODE, officer="", phone="", now=now),
            foot="BẢN XEM TRƯỚC, KHÔNG CÓ GIÁ TRỊ",
        ),
        template=template.model_copy(update={"blocks": shown}),
        form=form,
        answers=_rows_of_groups(form),
        values={**_case_values(document, now), **_form_values(form)},
        number="…/…",
        signer_name="Họ tên người ký",
        signer_title=pick(template.signer_title, _VI) or "Chức danh người ký",
        address=address,
        qr=files.qr_svg(address),
        submitted_at=now,
    )
    return files.render_pdf(TEMPLATE, printable(result_sheet(facts).as_data()), made_at=now)


def _form_values(form: CompiledForm) -> dict[str, str]:
    """``[Họ và tên]``: one sees at once which question fills which place."""
    return {f"form.{each.field.key}": f"[{each.label(_VI)}]" for each in form.fields.values()}


def _rows_of_groups(form: CompiledForm) -> dict[str, Any]:
    """Two empty lines for each table of a repeating group."""
    return {each.id: [{}, {}] for each in form.fields.values() if each.field.fields}


def _case_values(document: ServiceDocument, now: datetime) -> dict[str, str]:
    known = {
        "case.code": _CODE,
        "case.applicant_name": "Nguyễn Văn Mẫu",
        "case.submitted_at": hour_and_day(now),
        "case.received_at": hour_and_day(now),
        "case.due_at": hour_and_day(now),
        "service.name": pick(document.service.name, _VI),
        "procedure.code": document.procedure.code,
        "procedure.name": pick(document.procedure.name, _VI),
        "tenant.name": current_tenant().name,
        "agency.name": current_tenant().name,
        "result.name": pick(document.result.name, _VI),
        "result.number": ON_TOP,
        "result.issued_on": day_in_words(now),
        "result.copies": "1",
    }
    return {name: known.get(name, f"[{name}]") for name in CASE_NAMES}
