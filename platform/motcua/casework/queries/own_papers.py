"""Papers a citizen has given the agency or got from it, as their own list shows them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from django.db.models import Q
from django.utils.translation import get_language

from motcua.casework.counter.models import TakenComponent
from motcua.casework.models import Case, IssuedOutput
from motcua.catalogue.api import FrozenService, get_frozen_service
from motcua.files.api import StoredFileView, get_files
from motcua.identity.api import list_agencies
from motcua.kernel.i18n import pick
from motcua.submissions.api import ManifestFile, manifests_of

MOST_NUMBERS: Final = 500
MOST_CASES: Final = 100
"""Of how many dossiers papers are looked for, the newest first."""

PaperOrigin = Literal["sent", "digitised", "result"]


@dataclass(frozen=True, slots=True)
class OwnPaper:
    """``sent`` by the citizen, ``digitised`` at a counter from what they brought, or a ``result``.

    ``component``: the code of what it stood for. ``is_revoked``: a result that was taken back or
    replaced. ``issuer`` is empty where it is not the agency's own paper: nobody has checked it.
    """

    file: StoredFileView
    case_id: UUID
    number: str
    origin: PaperOrigin
    component: str
    kind: str
    service_name: str
    issuer: str
    signer: str
    at: datetime
    is_revoked: bool


def own_papers(applicant_id: UUID) -> list[OwnPaper]:
    """What they sent themselves with dossiers that were received, what was digitised for these,
    and results that are theirs. The newest first, the same content once; six queries."""
    cases = _cases(applicant_id)
    mine = [each for each in cases if each.applicant_id == applicant_id and each.received_at]
    sent = manifests_of([each.submission_id for each in mine])
    found = [*_results(cases, applicant_id), *_digitised(mine), *_sent(mine, sent)]
    stored = get_files([each.file_id for each in found])
    agencies = {each.id: each.name for each in list_agencies()} if found else {}
    papers = [
        _paper(each, stored[each.file_id], agencies) for each in found if each.file_id in stored
    ]
    return sorted(_once(papers), key=lambda each: each.at, reverse=True)


@dataclass(frozen=True, slots=True)
class _Found:
    case: Case
    file_id: UUID
    origin: PaperOrigin
    at: datetime
    component: str = ""
    kind: str = ""
    signer: str = ""
    is_revoked: bool = False


def _cases(applicant_id: UUID) -> list[Case]:
    own = Q(applicant_id=applicant_id) | Q(owner_id=applicant_id)
    rows = Case.objects.filter(own).defer("parties", "search_text")
    return list(rows.order_by("-submitted_at")[:MOST_CASES])


def _results(cases: Iterable[Case], applicant_id: UUID) -> Iterator[_Found]:
    """Of the owner; of who filed it where nobody else is the owner."""
    theirs = {each.pk: each for each in cases if applicant_id == (each.owner_id or _filer(each))}
    rows = IssuedOutput.objects.filter(case__in=theirs).select_related("paper")
    for row in rows.order_by("-issued_at"):
        if row.paper.file_id is not None:
            yield _Found(
                case=theirs[row.case_id],
                file_id=row.paper.file_id,
                origin="result",
                at=row.issued_at,
                kind=row.title,
                signer=row.signer_name,
                is_revoked=row.revoked_at is not None,
            )


def _filer(case: Case) -> UUID | None:
    """Somebody else's number stands in the dossier: its result is not the submitter's."""
    return None if case.owner_index else case.applicant_id


def _digitised(cases: Iterable[Case]) -> Iterator[_Found]:
    known = {each.pk: each for each in cases}
    for row in TakenComponent.objects.filter(case__in=known, file_id__isnull=False):
        case = known[row.case_id]
        if row.file_id is not None:
            kind = _component_name(get_frozen_service(case.version_id), row.component_id)
            yield _Found(case, row.file_id, "digitised", row.at, row.component_id, kind)


def _sent(
    cases: Iterable[Case], manifests: Mapping[UUID, tuple[ManifestFile, ...]]
) -> Iterator[_Found]:
    for case in cases:
        service = get_frozen_service(case.version_id)
        for file in manifests.get(case.submission_id, ()):
            kind = _component_name(service, file.component_id) or _label(service, file.field_id)
            yield _Found(case, file.file_id, "sent", case.submitted_at, file.component_id, kind)


def _component_name(service: FrozenService, component_id: str) -> str:
    for part in service.document.components:
        if part.id == component_id:
            return pick(part.name, get_language() or "vi")
    return ""


def _label(service: FrozenService, field_id: str) -> str:
    field = service.compiled_form.fields.get(field_id)
    return field.label(get_language() or "vi") if field else ""


def _paper(found: _Found, stored: StoredFileView, agencies: Mapping[UUID, str]) -> OwnPaper:
    case = found.case
    agency_id = case.competent_agency_id or case.receiving_agency_id
    agency = agencies.get(agency_id, "") if agency_id else ""
    return OwnPaper(
        file=stored,
        case_id=case.pk,
        number=case.code or case.reference,
        origin=found.origin,
        component=found.component,
        kind=found.kind,
        service_name=pick(dict(case.service_name), get_language() or "vi"),
        issuer=agency if found.origin == "result" else "",
        signer=found.signer,
        at=found.at,
        is_revoked=found.is_revoked,
    )


def _once(papers: Iterable[OwnPaper]) -> list[OwnPaper]:
    """The same content sent again is the same paper; where it came from first says the most, so a
    result stays a result after it was used as an attachment."""
    kept: dict[str, OwnPaper] = {}
    for each in papers:
        kept.setdefault(each.file.sha256, each)
    return list(kept.values())


def numbers_of(applicant_id: UUID) -> dict[UUID, str]:
    """Dossiers a person filed or owns, by id, with their numbers; the newest first."""
    own = Q(applicant_id=applicant_id) | Q(owner_id=applicant_id)
    rows = Case.objects.filter(own).order_by("-submitted_at")
    found = rows.values_list("pk", "code", "reference")[:MOST_NUMBERS]
    return {pk: code or reference for pk, code, reference in found}
