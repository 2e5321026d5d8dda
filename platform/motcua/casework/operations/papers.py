"""Writing a paper down as a snapshot with the act it documents; the file is made afterwards.

The click of an officer never waits for typesetting, except for the result, which is not issued
without its paper.
"""

from datetime import datetime
from typing import Any, Final

from django.utils import timezone

from motcua.casework.events import PaperOrdered
from motcua.casework.models import Case, Paper, PaperKind
from motcua.casework.operations.paper_facts import control_rows, facts_of, sheet_of
from motcua.casework.operations.result_facts import result_facts
from motcua.casework.papers.forms import control_slip
from motcua.casework.papers.layout import Sheet
from motcua.casework.papers.result import result_sheet
from motcua.files import api as files
from motcua.kernel import events
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.counters import next_number
from tenants.api import tenant_url

TEMPLATE: Final = "casework/papers/administrative.typ"


def order_paper(case: Case, kind: PaperKind, *, by: Actor, now: datetime, **facts: object) -> Paper:
    """Write the paper's snapshot; a worker renders it. ``facts`` are those of the kind's form."""
    number = next_paper_number(case, kind, now=now)
    sheet = sheet_of(case, kind, number=number, facts=facts, by=by, now=now)
    paper = _write(case, kind, number=number, sheet=sheet, now=now)
    events.publish(PaperOrdered(paper_id=paper.pk), at=now)
    return paper


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


def render_later(event: PaperOrdered, at: datetime) -> None:
    """Consumer ``casework.render_paper``. A paper that has its file is left alone."""
    paper = Paper.objects.select_for_update().filter(pk=event.paper_id, file_id=None).first()
    if paper is not None:
        render_now(paper, by=SYSTEM, now=at)


def render_now(paper: Paper, *, by: Actor, now: datetime) -> None:
    """Raises ``PaperFailed``. The same snapshot always gives the same bytes."""
    _keep_file(
        paper, files.render_pdf(TEMPLATE, paper.data, made_at=paper.created_at), by=by, now=now
    )


def _keep_file(paper: Paper, content: bytes, *, by: Actor, now: datetime) -> None:
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
    _keep_file(paper, content, by=by, now=now)
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
