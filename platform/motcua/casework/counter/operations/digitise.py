"""Taking in the papers of a dossier, and making files of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.casework.counter.domain.pages import PagesUnreadable, join_pages
from motcua.casework.counter.errors import ComponentInvalid
from motcua.casework.counter.models import ComponentState, PaperForm, TakenComponent
from motcua.casework.models import Case, IssuedOutput
from motcua.casework.operations.loading import lock_case
from motcua.casework.operations.recording import close_act
from motcua.casework.permissions import Permission
from motcua.casework.queries.access import require_case
from motcua.catalogue.api import get_frozen_service
from motcua.files import api as files
from motcua.kernel.actors import Actor
from motcua.kernel.i18n import pick

MAX_SHEETS: Final = 60
MAX_BYTES: Final = 60 * 1024 * 1024
KINDS: Final = frozenset({"application/pdf", "image/jpeg", "image/png"})


@dataclass(frozen=True, slots=True)
class Scan:
    """A scanned sheet or a whole PDF, as the scanner gave it."""

    name: str
    stream: IO[bytes]


def take_component(
    *,
    case_id: UUID,
    component_id: str,
    paper_form: PaperForm,
    by: Actor,
    now: datetime,
    scans: Sequence[Scan] = (),
    source: str = "",
) -> TakenComponent:
    """Note that the paper is here; with ``scans`` it becomes one PDF under the officer's name.

    ``source`` is the code of a dossier whose valid result stands in for the paper. Done again it
    replaces what was there (the file before stays with the dossier). Raises ``ComponentInvalid``,
    and what ``files.store_upload`` does when a sheet is no sound picture or PDF.
    """
    by.require(Permission.RECEIVE)
    content = _joined(scans, by=by, now=now) if scans else None
    with transaction.atomic():
        case = lock_case(case_id)
        require_case(by, case)
        if case.finished_at is not None:
            raise ComponentInvalid(_("Hồ sơ này đã kết thúc."))
        name = _name_of(case, component_id)
        row = TakenComponent.objects.filter(case=case, component_id=component_id).first()
        row = row or TakenComponent(case=case, component_id=component_id)
        row.paper_form, row.officer_id, row.officer_name = paper_form, by.id, by.name[:200]
        row.at, row.source = now, ""
        if content is not None:
            _keep(row, content, name=name, by=by, now=now)
        elif source.strip():
            row.source, row.state = _result_of(source, case), ComponentState.FROM_RESULT
        row.save()
        facts = {"component": name, "paper_form": int(paper_form), "digitisation": int(row.state)}
        close_act(case, action="case.component_taken", by=by, now=now, data=facts)
        return row


def _joined(scans: Sequence[Scan], *, by: Actor, now: datetime) -> tuple[bytes, int]:
    """Every sheet is checked like any upload before it is opened."""
    if len(scans) > MAX_SHEETS:
        raise ComponentInvalid(
            _("Nhiều nhất %(count)d tệp một lần.") % {"count": MAX_SHEETS}, field="scans"
        )
    sheets = []
    for scan in scans:
        stored = files.store_upload(
            stream=scan.stream,
            name=scan.name,
            by=by,
            now=now,
            limit_bytes=MAX_BYTES,
            allowed=KINDS,
            strip_metadata=True,
        )
        with files.open_file(stored.id) as stream:
            sheets.append((stored.media_type, stream.read()))
    try:
        return join_pages(sheets)
    except PagesUnreadable:
        raise ComponentInvalid(_("Có tệp không mở được. Hãy quét lại."), field="scans") from None


def _keep(
    row: TakenComponent, content: tuple[bytes, int], *, name: str, by: Actor, now: datetime
) -> None:
    made = files.store_made(
        content=content[0],
        name=f"{name[:120]}.pdf",
        by=by,
        now=now,
        owner=f"case:{row.case_id}",
    )
    row.file_id, row.pages, row.state = made.id, content[1], ComponentState.DIGITISED


def _result_of(code: str, case: Case) -> str:
    """Only a valid result of the same owner can stand in for a paper."""
    found = Case.objects.filter(code=code.strip()).exclude(pk=case.pk).first()
    valid = found is not None and IssuedOutput.objects.filter(case=found, revoked_at=None).exists()
    if found is None or not valid or found.applicant_id != case.applicant_id:
        raise ComponentInvalid(
            _("Không có kết quả còn hiệu lực của người này với mã hồ sơ đã nhập."), field="source"
        )
    return str(found.code)


def _name_of(case: Case, component_id: str) -> str:
    for part in get_frozen_service(case.version_id).document.components:
        if part.id == component_id:
            return pick(part.name, "vi")
    raise ComponentInvalid(_("Hồ sơ không có thành phần này."), field="component")
