"""What is counted afterwards, each by other means than the product's own."""

import io
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from motcua.casework.models import Case, CaseStateChange, DueChange, Paper
from motcua.catalogue.api import get_frozen_service
from motcua.files.api import open_file
from motcua.workflow import api as workflow
from tests.processes import plain_clock


class Wrong(AssertionError):
    pass


def transitions() -> int:
    """Steps done and national states passed."""
    done = sum(
        1
        for case_id in Case.objects.values_list("pk", flat=True)
        for item in workflow.items_of(case_id)
        if item.done_at is not None
    )
    return done + CaseStateChange.objects.count()


def asked_elsewhere() -> int:
    """Steps done by another unit than the competent one: opinions and verifications."""
    return sum(
        1
        for case in Case.objects.exclude(competent_agency_id=None)
        for item in workflow.items_of(case.pk)
        if item.kind == "consult" and item.agency_id not in (None, case.competent_agency_id)
    )


def check_clock() -> int:
    """Every due date of every dossier, reckoned again by walking through the calendar."""
    checked = 0
    for case in Case.objects.order_by("submitted_at", "pk"):
        for what, found, wanted in _dues(case):
            if found != wanted:
                raise Wrong(f"{case.service_slug}, {what}: {found} instead of {wanted}")
            checked += 1
    return checked


def _dues(case: Case) -> Iterator[tuple[str, datetime | None, datetime]]:
    yield "reception", case.reception_due_at, plain_clock.add_minutes(case.submitted_at, 480)
    paused: datetime | None = None
    for change in DueChange.objects.filter(case=case).order_by("at", "id"):
        if change.kind in ("set", "recount"):
            yield change.kind, change.after_due_at, _term(case, change.at)
        elif change.kind == "pause":
            paused = change.at
            yield "pause", change.after_due_at, _known(change.before_due_at)
        elif change.kind == "resume":
            elapsed = plain_clock.worked_between(_known(paused), change.at)
            before = _known(change.before_due_at)
            minutes = int(elapsed.total_seconds() // 60)
            rest = elapsed.total_seconds() % 60
            wanted = plain_clock.add_minutes(before, minutes) if minutes else before
            if not rest:
                yield "resume", change.after_due_at, wanted
        if change.after_due_at:
            closing = plain_clock.is_worked(change.after_due_at.astimezone(plain_clock.ZONE).date())
            yield "on a working day", change.at, change.at if closing else change.after_due_at
    yield from _step_dues(case)


def _step_dues(case: Case) -> Iterator[tuple[str, datetime | None, datetime]]:
    if case.process_version_id is None:
        return
    table = workflow.get_step_table(case.process_version_id)
    for item in workflow.items_of(case.pk):
        step = table.step(item.step_id)
        if step.working_minutes:
            wanted = plain_clock.add_minutes(item.created_at, step.working_minutes)
            yield item.step_id, item.original_due_at, wanted


def _term(case: Case, at: datetime) -> datetime:
    term = get_frozen_service(case.version_id).document.clock.term(case.channel)
    reckon: dict[str, Any] = {
        "working_days": lambda: plain_clock.add_days(at, term.amount),
        "working_hours": lambda: plain_clock.add_minutes(at, term.amount * 60),
        "hours": lambda: plain_clock.add_hours(at, term.amount),
        "same_day": lambda: plain_clock.same_day(
            at, time(term.cut_off_minutes // 60, term.cut_off_minutes % 60)
        ),
    }
    found: datetime = reckon[term.unit]()
    return found


def _known(moment: datetime | None) -> datetime:
    if moment is None:
        raise Wrong("a change of the due date without a date")
    return moment


def papers() -> list[bytes]:
    """All that were typeset. One that was ordered and has no file is a fault."""
    missing = Paper.objects.filter(file_id=None).values_list("kind", "number")
    if missing:
        raise Wrong(f"papers without a file: {list(missing)[:5]}")
    found = []
    for paper in Paper.objects.order_by("created_at", "id"):
        with open_file(paper.file_id) as stream:
            found.append(stream.read())
    return found


def papers_checked_by() -> str:
    return "qpdf --check" if shutil.which("qpdf") else "pypdf"


def valid_papers(pdfs: list[bytes]) -> int:
    return sum(1 for each in pdfs if _is_valid(each))


def _is_valid(pdf: bytes) -> bool:
    reader = PdfReader(io.BytesIO(pdf), strict=True)
    if not reader.pages or not "".join(page.extract_text() for page in reader.pages).strip():
        return False
    qpdf = shutil.which("qpdf")
    if qpdf is None:
        return True
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        path.write_bytes(pdf)
        run = subprocess.run([qpdf, "--check", path], capture_output=True, check=False)
    return run.returncode == 0
