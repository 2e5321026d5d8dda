"""What happens to services, for higher apps to follow."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from motcua.kernel.events import DomainEvent


@dataclass(frozen=True)
class ServicePublished(DomainEvent):
    """A version went live."""

    name: ClassVar[str] = "catalogue.service_published"

    service_id: UUID
    version_id: UUID
    slug: str
    number: int


@dataclass(frozen=True)
class ServiceIntakeChanged(DomainEvent):
    """Its dossiers are filed elsewhere from now on, or here again."""

    name: ClassVar[str] = "catalogue.service_intake_changed"

    service_id: UUID


@dataclass(frozen=True)
class ServiceWithdrawn(DomainEvent):
    """No version of the service takes dossiers any more."""

    name: ClassVar[str] = "catalogue.service_withdrawn"

    service_id: UUID
    slug: str
