"""What casework tells the apps above it, and itself later (papers, notices, process)."""

from dataclasses import dataclass, field
from typing import ClassVar
from uuid import UUID

from motcua.kernel.events import DomainEvent


@dataclass(frozen=True)
class CaseOpened(DomainEvent):
    name: ClassVar[str] = "casework.case_opened"
    case_id: UUID


@dataclass(frozen=True)
class CaseTouched(DomainEvent):
    """An act changed where the dossier stands or whose it is; who keeps a copy looks again."""

    name: ClassVar[str] = "casework.case_touched"
    case_id: UUID


@dataclass(frozen=True)
class CaseStateChanged(DomainEvent):
    """Every national state passed through; what synchronisation reports."""

    name: ClassVar[str] = "casework.case_state_changed"
    case_id: UUID
    from_state: int
    to_state: int


@dataclass(frozen=True)
class CaseNews(DomainEvent):
    """Something the citizen should hear of. ``key`` names the occasion once per dossier.

    ``facts`` fill the notice's own placeholders; nothing personal, entries wait in clear.
    """

    name: ClassVar[str] = "casework.case_news"
    case_id: UUID
    occasion: str
    key: str
    facts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PaperOrdered(DomainEvent):
    name: ClassVar[str] = "casework.paper_ordered"
    paper_id: UUID


@dataclass(frozen=True)
class ResultIssued(DomainEvent):
    name: ClassVar[str] = "casework.result_issued"
    case_id: UUID
    output_id: UUID
    paper_id: UUID


@dataclass(frozen=True)
class CaseFinished(DomainEvent):
    """The authority's work ended in ``national_state`` (3, 7, 8 or 9)."""

    name: ClassVar[str] = "casework.case_finished"
    case_id: UUID
    national_state: int


@dataclass(frozen=True)
class CaseHandedOver(DomainEvent):
    name: ClassVar[str] = "casework.case_handed_over"
    case_id: UUID


@dataclass(frozen=True)
class DossierErased(DomainEvent):
    """Its retention is over: whoever keeps something of it lets it go in the same transaction."""

    name: ClassVar[str] = "casework.dossier_erased"
    case_id: UUID


@dataclass(frozen=True)
class SupplementClosed(DomainEvent):
    """A request ended unanswered; the draft of its answer is of no use any more."""

    name: ClassVar[str] = "casework.supplement_closed"
    correction_id: UUID


@dataclass(frozen=True)
class ConsultAsked(DomainEvent):
    """Another tenant has to get the request. The letter is read from the row, nothing is here."""

    name: ClassVar[str] = "casework.consult_asked"
    consult_id: UUID


@dataclass(frozen=True)
class SharingMoved(DomainEvent):
    """Something about what goes to other systems changed; the dossier is to say so."""

    name: ClassVar[str] = "casework.sharing_moved"
    case_id: UUID


@dataclass(frozen=True)
class ConsultClosed(DomainEvent):
    """The step ended without the other tenant: tell it that nothing is waited for any more."""

    name: ClassVar[str] = "casework.consult_closed"
    consult_id: UUID


@dataclass(frozen=True)
class ForeignAnswered(DomainEvent):
    """Our answer to another tenant's request is to be brought there."""

    name: ClassVar[str] = "casework.foreign_answered"
    request_id: UUID


@dataclass(frozen=True)
class ChildMoved(DomainEvent):
    """A dossier of a group changed its state; its parent follows."""

    name: ClassVar[str] = "casework.child_moved"
    parent_id: UUID
