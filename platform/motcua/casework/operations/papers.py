"""Writing a paper down as a snapshot with the act it documents; the file is made afterwards.

The click of an officer never waits for typesetting, except for the result, which is not issued
without its paper.
"""

from datetime import datetime
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.casework.events import PaperOrdered
from motcua.casework.models import Case, Paper, PaperKind
from motcua.casework.operations.paper_facts import agency_name, control_rows, facts_of, sheet_of
from motcua.casework.operations.result_facts import result_facts
from motcua.casework.papers.forms import control_slip
from motcua.casework.papers.layout import Sheet
from motcua.casework.papers.result import result_sheet
from motcua.casework.paperwork import api as paperwork
from motcua.files import api as files
from motcua.kernel import events
from motcua.kernel.actors import Actor
from motcua.kernel.counters import next_number
from tenants.api import current_tenant, tenant_url

TEMPLATE: Final = "casework/papers/administrative.typ"


def order_paper(case: Case, kind: PaperKind, *, by: Actor, now: datetime, **facts: object) -> Paper:
    """Write the paper's snapshot; a worker renders it, and signs it where the tenant wants it and
    there is somebody who can. ``facts`` are those of the kind's form."""
    number = next_paper_number(case, kind, now=now)
    design = paperwork.design_of(case.receiving_agency_id)
    sheet = sheet_of(case, kind, number=number, facts=facts, by=by, now=now, design=design)
    if not design.signs(kind):
        paper = _write(case, kind, number=number, sheet=sheet, now=now)
    else:
        paper = _write_to_sign(
            case, kind, number, sheet, signed_by=design.signed_by, by=by, now=now
        )
    events.publish(PaperOrdered(paper_id=paper.pk), at=now)
    return paper


def _write_to_sign(
    case: Case,
    kind: PaperKind,
    number: str,
    sheet: Sheet,
    *,
    signed_by: str,
    by: Actor,
    now: datetime,
) -> Paper:
    """The snapshot leaves the signature's place open; who signs is fixed with the act."""
    can, problem = _who_signs(case, signed_by, by=by, now=now)
    data = {**sheet.as_data(), "signed": not problem, "numbered": not problem, "signed_by": can}
    paper = _create(case, kind, number=number, data=data, now=now)
    person = by if can != "seal" and by.kind == "staff" else None
    signer = paperwork.FormSigner(
        id=person.id if person else None,
        name=sheet.signatures[-1].name if sheet.signatures else by.name,
        title=sheet.signatures[-1].title if sheet.signatures else "",
        organisation=agency_name(case.receiving_agency_id) or current_tenant().name,
    )
    paperwork.order_signing(paper, signed_by=can, signer=signer, problem=problem, now=now)
    return paper


def _who_signs(case: Case, wanted: str, *, by: Actor, now: datetime) -> tuple[str, str]:
    """How the paper will be signed, and why it cannot be (empty: it can). An act of the system is
    sealed by the office, whatever people sign with."""
    own = files.identity_of(by.id, now=now) if by.kind == "staff" and by.id else None
    has_seal = files.seal_of(case.receiving_agency_id, now=now) is not None
    is_alone = wanted == "seal" or by.kind != "staff"
    if is_alone:
        return "seal", "" if has_seal else _("Cơ quan chưa có con dấu số.")
    if own is None:
        return wanted, _("Cán bộ chưa có chứng thư số.")
    if own.state != "valid":
        return wanted, _("Chứng thư số của cán bộ không dùng được nữa.")
    return wanted, ""


def order_control_slip(case: Case, *, by: Actor, now: datetime) -> Paper:
    number = next_paper_number(case, PaperKind.CONTROL, now=now)
    facts = facts_of(case, by=by, now=now)
    sheet = control_slip(facts, number=number, rows=control_rows(case))
    paper = _write(case, PaperKind.CONTROL, number=number, sheet=sheet, now=now)
    events.publish(PaperOrdered(paper_id=paper.pk), at=now)
    return paper


def draw_result(
    case: Case, *, token: str, signer_name: str, signer_title: str, by: Actor, now: datetime
) -> Paper:
    """The result as the service's document composes it, with the address that verifies it."""
    number = next_paper_number(case, PaperKind.RESULT, now=now)
    sheet = result_sheet(
        result_facts(
            case,
            number=number,
            signer_name=signer_name,
            signer_title=signer_title,
            address=tenant_url(f"/xac-minh/{token}/"),
            by=by,
            now=now,
        )
    )
    return _write(case, PaperKind.RESULT, number=number, sheet=sheet, now=now)


def render_now(paper: Paper, *, by: Actor, now: datetime) -> None:
    """Raises ``PaperFailed``. The same snapshot always gives the same bytes."""
    data = paperwork.printable(paper.data)
    keep_file(paper, files.render_pdf(TEMPLATE, data, made_at=paper.created_at), by=by, now=now)


def keep_file(paper: Paper, content: bytes, *, by: Actor, now: datetime) -> None:
    stored = files.store_made(
        content=content, name=_file_name(paper), by=by, now=now, owner=f"case:{paper.case_id}"
    )
    paper.file_id = stored.id
    paper.file_name = stored.name
    paper.sha256 = stored.sha256
    paper.rendered_at = now
    paper.save(update_fields=["file_id", "file_name", "sha256", "rendered_at"])


def write_signed(
    case: Case, *, number: str, data: dict[str, Any], content: bytes, by: Actor, now: datetime
) -> Paper:
    """A result that was signed: its file is what was signed, never drawn again."""
    paper = _create(case, PaperKind.RESULT, number=number, data=data, now=now)
    keep_file(paper, content, by=by, now=now)
    return paper


def next_paper_number(case: Case, kind: PaperKind, *, now: datetime) -> str:
    """The next of the unit's register of the kind in the year: ``12/2026``. Given back when the
    transaction fails, so a register has no holes."""
    year = timezone.localtime(now).year
    scope = f"paper:{kind}:{case.receiving_agency_id or ''}:{year}"
    return f"{next_number(scope=scope):02d}/{year}"


def _write(case: Case, kind: PaperKind, *, number: str, sheet: Sheet, now: datetime) -> Paper:
    return _create(case, kind, number=number, data=sheet.as_data(), now=now)


def _create(
    case: Case, kind: PaperKind, *, number: str, data: dict[str, Any], now: datetime
) -> Paper:
    return Paper.objects.create(
        case=case,
        kind=kind,
        sequence=Paper.objects.filter(case=case, kind=kind).count() + 1,
        number=number,
        agency_id=case.receiving_agency_id,
        data=data,
        created_at=now,
    )


def _file_name(paper: Paper) -> str:
    case = paper.case
    return f"{PaperKind(paper.kind).label} {case.code or case.reference}.pdf"
