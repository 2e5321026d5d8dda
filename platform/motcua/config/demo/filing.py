"""An invented citizen files a dossier, page by page."""

import io
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from motcua.catalogue.api import VersionView
from motcua.config.demo.answers import PDF, Inventor
from motcua.identity import api as identity
from motcua.submissions import api as submissions

_NAMESPACE = UUID("6f1c9a52-3c1e-4b6e-9a35-1d2f0c5f7a11")
MAX_PAGES = 60


class NotFillable(RuntimeError):
    """The inventor's answers do not fit the form; the demonstration content is at fault."""


@dataclass
class PaperFile:
    """An upload, as Django hands it over."""

    name: str | None = "giay-to.pdf"
    content_type: str | None = "application/pdf"

    def __post_init__(self) -> None:
        self._stream = io.BytesIO(PDF)

    def read(self, num_bytes: int | None = None, /) -> bytes:
        return self._stream.read(-1 if num_bytes is None else num_bytes)


def file_dossier(
    version: VersionView,
    inventor: Inventor,
    *,
    number: int,
    level: int,
    now: datetime,
    applicant: identity.ApplicantView | None = None,
) -> tuple[UUID, identity.ApplicantView]:
    """By ``applicant``, or by somebody invented. Returns the submission's id and who sent it."""
    if applicant is None:
        subject = str(uuid5(_NAMESPACE, f"{number}"))
        applicant = identity.upsert_applicant(inventor.claims(subject, level=level))
    by = identity.applicant_actor(applicant)
    draft = submissions.start_draft(version_id=version.id, applicant=applicant, now=now)
    page_id: str | None = draft.page_id
    for _ in range(MAX_PAGES):
        if page_id is None:
            break
        outcome = submissions.save_page(
            draft_id=draft.id,
            page_id=page_id,
            posted=inventor.page(version.compiled_form, page_id),
            files=_papers(version, page_id),
            by=by,
            now=now,
        )
        if outcome.errors:
            raise NotFillable(f"{version.slug} {page_id}: {outcome.errors[0]}")
        page_id = outcome.next_page
    receipt = submissions.submit_draft(
        draft_id=draft.id, idempotency_key=f"demo-{draft.id}", by=by, now=now
    )
    return receipt.submission_id, applicant


def _papers(version: VersionView, page_id: str) -> dict[str, list[PaperFile]]:
    return {
        f"f-{item.id}": [PaperFile()]
        for item in version.compiled_form.page(page_id).fields
        if item.type.kind == "files"
    }
