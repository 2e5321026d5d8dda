"""What casework hands out: frozen copies, never rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from formbuilder.api import PresentedPage, PresentedRow
from motcua.casework.domain.due_words import DueWords
from motcua.casework.domain.states import NationalState
from motcua.casework.exchange.requests import ConsultView
from motcua.submissions.api import ManifestFile


@dataclass(frozen=True, slots=True)
class HolderView:
    """Who holds the dossier now. ``item_id`` is empty when nobody does."""

    item_id: UUID | None
    step_id: str
    step_name: str
    step_kind: str
    role: str
    agency_id: UUID | None
    agency_name: str
    assignee_id: UUID | None
    assignee_name: str
    due_at: datetime | None

    @property
    def words(self) -> str:
        """Most exact first: a person, else their unit."""
        return " – ".join(filter(None, [self.assignee_name, self.agency_name]))


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One line of a list."""

    id: UUID
    reference: str
    code: str | None
    service_name: Mapping[str, str]
    procedure_code: str
    owner_name: str
    state: NationalState
    fee_state: str
    channel: str
    submitted_at: datetime
    received_at: datetime | None
    deadline_at: datetime | None
    due_at: datetime | None
    finished_at: datetime | None
    is_paused: bool
    is_late: bool
    due: DueWords
    holder: HolderView
    supplement_count: int
    # Time left for the step of ``holder``, where a list shows work; ``due`` is the dossier's.
    step_due: DueWords | None = None
    # The citizen wrote and nobody of the office has read it.
    has_letter: bool = False
    # Something for another system cannot get there: a person must look.
    is_unsent: bool = False

    @property
    def number(self) -> str:
        return self.code or self.reference


@dataclass(frozen=True, slots=True)
class CasePage:
    items: tuple[CaseRow, ...]
    total: int
    limit: int
    offset: int
    is_cut: bool = False
    """There are more than ``total``; how many is not counted."""


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """A button on the open work item. ``meaning``: forward, back, supplement, refuse, stop …"""

    id: str
    label: str
    requires_reason: bool
    meaning: str


@dataclass(frozen=True, slots=True)
class SupplementItemView:
    kind: str
    target: str
    label: str
    reason_code: str
    reason: str


@dataclass(frozen=True, slots=True)
class SupplementView:
    """``correction_id``: the draft in which the citizen answers; empty when at the counter."""

    id: UUID
    sequence: int
    message: str
    asked_at: datetime
    asked_by_name: str
    due_at: datetime
    correction_id: UUID | None
    answered_at: datetime | None
    is_open: bool
    counts_overdue: bool
    items: tuple[SupplementItemView, ...]


@dataclass(frozen=True, slots=True)
class PaperView:
    """``file_id`` is empty while the file is being made, or waits for a signature. ``signing``:
    waiting, signed or by_hand, for forms that are signed by certificate."""

    id: UUID
    kind: str
    title: str
    number: str
    created_at: datetime
    file_id: UUID | None
    file_name: str
    sha256: str
    signing: str = ""
    signing_label: str = ""
    signing_problem: str = ""
    verify_path: str = ""


@dataclass(frozen=True, slots=True)
class OutputView:
    """An issued result. ``path`` is its verification page on the tenant's portal."""

    id: UUID
    paper_id: UUID
    file_id: UUID | None
    title: str
    number: str
    signer_name: str
    signer_title: str
    issued_at: datetime
    path: str
    is_valid: bool


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One act in plain words. ``note`` is what somebody wrote about it, if anything.

    ``filled``: what the step asked its officer to fill in; ``files``: what was attached to the
    decision, as answers hold files. Both for staff only.
    """

    at: datetime
    action: str
    sentence: str
    actor_kind: str
    actor_name: str
    note: str = ""
    filled: tuple[PresentedRow, ...] = ()
    files: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class DueChangeView:
    kind: str
    reason: str
    legal_basis: str
    before_due_at: datetime | None
    after_due_at: datetime | None
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PartyView:
    """``details``: personal_number, birth_date, phone, email, address, as far as known."""

    name: str
    details: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class UnitsView:
    """Names of the three units; empty where there is none."""

    support_point: str
    receiving: str
    competent: str


@dataclass(frozen=True, slots=True)
class RelativeView:
    """Another dossier of the same group. ``may_open``: this reader may see more of it."""

    id: UUID
    number: str
    service_name: Mapping[str, str]
    state: NationalState
    due_at: datetime | None
    finished_at: datetime | None
    is_parent: bool
    may_open: bool


@dataclass(frozen=True, slots=True)
class MendingView:
    """An officer's proposal to correct an answer: ``old`` and ``new`` as shown."""

    id: UUID
    field_id: str
    label: str
    old: str
    new: str
    reason: str
    state: str
    asked_at: datetime
    asked_by_name: str
    answered_at: datetime | None
    answer_note: str

    @property
    def is_open(self) -> bool:
        return self.state == "waiting"


@dataclass(frozen=True, slots=True)
class CaseView:
    """Everything one person may see of a dossier."""

    row: CaseRow
    service_slug: str
    version_id: UUID
    submission_id: UUID
    first_submission_id: UUID
    applicant_id: UUID | None
    original_due_at: datetime | None
    reception_due_at: datetime
    returned_at: datetime | None
    owner: PartyView
    submitter: PartyView
    receiver: PartyView
    pages: tuple[PresentedPage, ...]
    files: tuple[ManifestFile, ...]
    supplements: tuple[SupplementView, ...]
    papers: tuple[PaperView, ...]
    output: OutputView | None
    due_changes: tuple[DueChangeView, ...]
    outcomes: tuple[OutcomeView, ...]
    can_decide: bool
    tracking_secret: str
    hidden_fields: frozenset[str] = frozenset()
    """Questions that the reader's steps do not need; their answers and files are not here."""
    held: tuple[HolderView, ...] = ()
    """Every open work item, most urgent first."""
    consults: tuple[ConsultView, ...] = ()
    """What other tenants were asked, oldest first; empty for the citizen."""
    owner_id: UUID | None = None
    authorisation: Mapping[str, str] = field(default_factory=dict)
    """``relation`` in words and ``paper`` (its name), where somebody filed for the owner."""
    units: UnitsView | None = None
    family: tuple[RelativeView, ...] = ()
    """The parent first, or the children, of a group of procedures."""
    is_group: bool = False
    mendings: tuple[MendingView, ...] = ()
    """Corrections officers proposed, newest first."""

    @property
    def id(self) -> UUID:
        return self.row.id

    @property
    def open_supplement(self) -> SupplementView | None:
        return next((each for each in self.supplements if each.is_open), None)


@dataclass(frozen=True, slots=True)
class TrackView:
    """What code and secret show: where the dossier stands, and nothing of its content."""

    number: str
    service_name: Mapping[str, str]
    state: NationalState
    step_name: str
    holder_agency: str
    submitted_at: datetime
    received_at: datetime | None
    due_at: datetime | None
    finished_at: datetime | None
    due: DueWords
    needs_supplement: bool


@dataclass(frozen=True, slots=True)
class SignatureMark:
    """One signature of an issued paper, in the order in which they were made."""

    purpose: str
    label: str
    name: str
    title: str
    issuer_name: str
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class VerificationView:
    """``status``: ``valid``, ``revoked`` or ``replaced``. Names are masked: anybody may ask."""

    status: str
    title: str
    number: str
    agency_name: str
    owner_masked: str
    signer_name: str
    signer_title: str
    issued_at: datetime
    revoked_at: datetime | None
    sha256: str
    signatures: tuple[SignatureMark, ...] = ()

    @property
    def is_valid(self) -> bool:
        return self.status == "valid"
