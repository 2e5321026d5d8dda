"""What this app hands out: frozen values, never rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from formbuilder.api import FieldError


@dataclass(frozen=True, slots=True)
class DraftView:
    """``digest`` changes with every answer: the check page sends it back as ``seen``.

    ``entered`` holds, by page id, the inputs of the last save that had errors, as typed.
    ``locked_fields`` must be shown as text and never posted.
    """

    id: UUID
    version_id: UUID
    applicant_id: UUID
    status: str
    channel: str
    answers: dict[str, Any]
    profile: dict[str, Any]
    entered: dict[str, dict[str, list[str]]]
    prefilled: Mapping[str, str]
    """Field id to where its answer is from: ``profile``, ``verified`` or ``dossier:<number>``."""
    saved_pages: tuple[str, ...]
    page_id: str
    revision: int
    digest: str
    supersedes: UUID | None
    open_fields: frozenset[str] | None
    locked_fields: frozenset[str]
    submission_id: UUID | None
    created_at: datetime
    updated_at: datetime
    expires_at: datetime
    reused: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """File id to where a file comes from that was used again."""
    parties: Mapping[str, Any] | None = None
    """Owner, relation, paper, receiver and reception point, where not simply for oneself."""

    @property
    def is_correction(self) -> bool:
        return self.supersedes is not None


class DraftMark(NamedTuple):
    """Enough to tell whether a draft is still as it was, and whose."""

    applicant_id: UUID
    status: str
    revision: int


@dataclass(frozen=True, slots=True)
class DraftSummary:
    """One line of an applicant's list; no answers."""

    id: UUID
    version_id: UUID
    service_slug: str
    service_name: str
    is_correction: bool
    is_long: bool
    page_id: str
    updated_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class PageOutcome:
    """What saving a page led to. Whatever could be read or uploaded is kept in any case.

    ``next_page`` is the page to show now: the same one when there are errors or when something was
    revealed, ``None`` for the check page. ``unknown`` are posted names that no field owns.
    """

    draft: DraftView
    page_id: str
    errors: tuple[FieldError, ...]
    warnings: tuple[FieldError, ...]
    unknown: tuple[str, ...]
    revealed: tuple[str, ...]
    entered: dict[str, list[str]]
    next_page: str | None

    @property
    def is_valid(self) -> bool:
        return not self.errors


@dataclass(frozen=True, slots=True)
class MissingAnswer:
    """One thing to put right before the dossier can be sent, and the page it is on."""

    page_id: str
    field_id: str
    path: str
    label: str
    code: str
    message: str
    input_name: str


@dataclass(frozen=True, slots=True)
class SubmissionReceipt:
    """``tracking_secret`` is the second factor of tracking without an account."""

    submission_id: UUID
    reference: str
    tracking_secret: str
    received_at: datetime
    sha256: str


@dataclass(frozen=True, slots=True)
class ManifestFile:
    """One file of a submission. ``component_id`` is empty when no paper asks for it.

    ``digitisation`` and ``source``: of a file used again, how it came (2 from the citizen's store,
    3 the result of another dossier) and the code of the dossier it is from.
    """

    file_id: UUID
    name: str
    size: int
    sha256: str
    media_type: str
    field_id: str
    path: str
    component_id: str
    digitisation: int = 0
    source: str = ""
    agreed_at: str = ""

    @property
    def as_reused(self) -> dict[str, Any]:
        """What a draft keeps of it; empty where it was not used again."""
        if not self.digitisation:
            return {}
        return {
            "digitisation": self.digitisation,
            "source": self.source,
            "agreed_at": self.agreed_at,
        }


@dataclass(frozen=True, slots=True)
class SubmissionView:
    id: UUID
    reference: str
    draft_id: UUID
    version_id: UUID
    service_id: UUID
    applicant_id: UUID
    applicant: Mapping[str, Any]
    answers: Mapping[str, Any]
    files: tuple[ManifestFile, ...]
    fee_quote: Mapping[str, Any]
    digest: str
    channel: str
    supersedes: UUID | None
    root_id: UUID
    received_at: datetime


@dataclass(frozen=True, slots=True)
class SubmissionSummary:
    """One line of a list; nothing personal."""

    id: UUID
    reference: str
    version_id: UUID
    service_id: UUID
    applicant_id: UUID
    supersedes: UUID | None
    root_id: UUID
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that differs between two submissions; empty text where there was none."""

    field_id: str
    path: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ProofEntry:
    label: str
    value: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class ProofPage:
    title: str
    entries: tuple[ProofEntry, ...]


@dataclass(frozen=True, slots=True)
class ProofFile:
    label: str
    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ProofOfReceipt:
    """Everything that was received, so that it can be shown later what was sent and when."""

    submission_id: UUID
    tenant_name: str
    service_name: str
    procedure_code: str
    reference: str
    supersedes_reference: str
    received_at: datetime
    applicant_name: str
    pages: tuple[ProofPage, ...]
    files: tuple[ProofFile, ...]
    digest: str

    @property
    def entries(self) -> tuple[ProofEntry, ...]:
        return tuple(entry for page in self.pages for entry in page.entries)
