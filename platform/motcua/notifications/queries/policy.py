"""How the current tenant sends, and how one applicant wants to be told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from motcua.kernel.crypto import blind_index
from motcua.notifications.domain.rules import Policy, Wishes, rules_from
from motcua.notifications.models import Contact, SendingPolicy
from tenants.api import current_tenant

_PURPOSE = "notifications.contact_address"


@dataclass(frozen=True, slots=True)
class Fault:
    """An address that does not take anything any more."""

    channel: str
    reason: str
    at: datetime
    index: str


@dataclass(frozen=True, slots=True)
class ContactView:
    wishes: Wishes = field(default_factory=Wishes)
    faults: Mapping[str, Fault] = field(default_factory=dict)

    def is_faulty(self, channel: str, address: str) -> bool:
        """A new address is tried, whatever the old one did."""
        fault = self.faults.get(channel)
        return fault is not None and fault.index == address_index(address)


def load_policy() -> Policy:
    row = SendingPolicy.objects.first()
    if row is None:
        return Policy()
    return Policy(
        quiet_from=row.quiet_from,
        quiet_until=row.quiet_until,
        digest_at=row.digest_at,
        monthly_limit=row.monthly_limit,
        rules=rules_from(row.rules),
    )


def load_contact(applicant_id: UUID | None) -> ContactView:
    row = Contact.objects.filter(pk=applicant_id).first() if applicant_id else None
    if row is None:
        return ContactView()
    wishes = Wishes(row.language, row.is_digest, frozenset(row.turned_off))
    return ContactView(wishes, {key: _fault(key, each) for key, each in row.faults.items()})


def address_index(address: str) -> str:
    return blind_index(address, purpose=_PURPOSE)


def tenant_zone() -> ZoneInfo:
    return ZoneInfo(current_tenant().timezone)


def _fault(channel: str, stored: Mapping[str, Any]) -> Fault:
    at = datetime.fromisoformat(stored["at"])
    return Fault(channel, str(stored["reason"]), at, str(stored["index"]))
