"""What identity tells the apps above it."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from motcua.kernel.events import DomainEvent


@dataclass(frozen=True)
class WalkInAdopted(DomainEvent):
    """A person noted at a counter signed in with an account: what was filed there is theirs."""

    name: ClassVar[str] = "identity.walk_in_adopted"
    applicant_id: UUID
