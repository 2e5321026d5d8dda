"""What other apps may react to. No personal data: entries wait in the outbox in clear."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from motcua.kernel.events import DomainEvent


@dataclass(frozen=True)
class SubmissionReceived(DomainEvent):
    """A new dossier was accepted; published in the transaction that stores it."""

    name: ClassVar[str] = "submissions.received"
    submission_id: UUID
    reference: str
    version_id: UUID
    service_id: UUID
    applicant_id: UUID
    channel: str
    digest: str


@dataclass(frozen=True)
class CorrectionReceived(DomainEvent):
    """An applicant answered a request to supplement. ``root_id`` is the first submission."""

    name: ClassVar[str] = "submissions.correction_received"
    submission_id: UUID
    supersedes: UUID
    root_id: UUID
    reference: str
    version_id: UUID
    service_id: UUID
    applicant_id: UUID
    digest: str
