"""Who does something. Every write takes an ``Actor`` and every audit entry names one."""

from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.kernel.errors import Forbidden

ActorKind = Literal["staff", "applicant", "helper", "citizen", "system", "anonymous"]


class PermissionMissing(Forbidden):
    code = "permission_missing"


@dataclass(frozen=True, slots=True)
class Actor:
    """The person or part of the system behind a call.

    ``citizen`` is an account on the platform; ``applicant`` is the same person as one tenant
    knows them; ``helper`` is such a person while they fill in a form of somebody who let them.
    ``assurance`` is the identity level (0 unknown, 1 self-registered, 2 proven).
    """

    kind: ActorKind
    id: UUID | None = None
    name: str = ""
    roles: frozenset[str] = field(default_factory=frozenset)
    permissions: frozenset[str] = field(default_factory=frozenset)
    agency_ids: frozenset[UUID] = field(default_factory=frozenset)
    assurance: int = 0
    # The absent colleague in whose place ``id`` acts; ``name`` says so, too.
    for_id: UUID | None = None
    for_name: str = ""

    @property
    def reference(self) -> str:
        """Stable text for the audit chain, for example ``staff:0190…``."""
        return f"{self.kind}:{self.id}" if self.id else self.kind

    def stands_for(self, person_id: UUID | None) -> bool:
        """Whether work reserved for ``person_id`` is the actor's: own, or of whom they replace."""
        return person_id is not None and person_id in (self.id, self.for_id)

    def may(self, permission: str) -> bool:
        return self.kind == "system" or permission in self.permissions

    def require(self, permission: str) -> None:
        """Raise ``PermissionMissing`` unless the actor holds ``permission``."""
        if not self.may(permission):
            raise PermissionMissing(
                _("Bạn không có quyền thực hiện việc này."), permission=permission
            )


SYSTEM = Actor(kind="system", name="Hệ thống")
ANONYMOUS = Actor(kind="anonymous")
