"""When a citizen's account is deleted: what the apps above keep of its holder, and let go.

Each app that knows citizens by their account or applicant registers an ``AccountPart`` in its
``AppConfig.ready``. Nothing here reads another app's tables.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from motcua.kernel.registry import Registry


@dataclass(frozen=True, slots=True)
class Held:
    """What must stay of an applicant: ``running`` still needs to reach them, ``kept`` are all
    records that the law has the agency keep, those under way among them."""

    running: int = 0
    kept: int = 0

    def __add__(self, other: "Held") -> "Held":
        return Held(self.running + other.running, self.kept + other.kept)


class AccountPart:
    """What one app does when an account goes. Every method may be called again after a crash."""

    key: str

    def held(self, applicant_id: UUID) -> Held:
        """In a tenant: what of this person must stay there."""
        return Held()

    def let_go(self, applicant_id: UUID, *, now: datetime) -> None:
        """In a tenant, in the transaction that cuts the person from the account: what need not
        stay goes."""

    def forget(self, applicant_id: UUID, *, now: datetime) -> None:
        """In a tenant: nothing of theirs is under way (any more), nobody need be reached."""

    def leave_platform(self, subject: UUID, *, now: datetime) -> None:
        """In the public schema, after every tenant: rows by the account's id go."""


account_parts: Final = Registry[AccountPart]("account_part", AccountPart)
