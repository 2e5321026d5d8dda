"""How an applicant is told, for themselves and for officers."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.notifications.domain.rules import INBOX, Wishes
from motcua.notifications.models import ChannelAccount, PushSubscription
from motcua.notifications.queries.accounts import options_in_use
from motcua.notifications.queries.policy import Fault, load_contact, load_policy
from motcua.notifications.registry import channels

WEBPUSH = "channel.webpush"


@dataclass(frozen=True, slots=True)
class Browser:
    id: UUID
    device: str
    digest: str
    created_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class ChannelChoice:
    key: str
    title: str
    is_on: bool
    fault: Fault | None


@dataclass(frozen=True, slots=True)
class PreferencesView:
    """``push_key``: the public key browsers subscribe with; empty when the office has no push."""

    wishes: Wishes
    choices: tuple[ChannelChoice, ...]
    browsers: tuple[Browser, ...]
    push_key: str
    faults: tuple[Fault, ...]


def get_preferences(applicant_id: UUID) -> PreferencesView:
    """Channels the office uses for anything; a fixed number of queries."""
    contact, policy = load_contact(applicant_id), load_policy()
    rules = [policy.rule_of(""), *policy.rules.values()]
    used = {key for rule in rules for key in rule.ways} & options_in_use().keys()
    return PreferencesView(
        wishes=contact.wishes,
        choices=tuple(
            ChannelChoice(
                each.key,
                str(each.title),
                each.key not in contact.wishes.turned_off,
                contact.faults.get(each.key),
            )
            for each in channels
            if each.is_for_people and each.key in used and each.key not in {INBOX, WEBPUSH}
        ),
        browsers=_browsers(applicant_id),
        push_key=push_key() if WEBPUSH in used else "",
        faults=tuple(contact.faults.values()),
    )


def contact_faults(applicant_id: UUID | None) -> tuple[Fault, ...]:
    """Where this applicant could not be reached; for the officer who sees them at the counter."""
    return tuple(load_contact(applicant_id).faults.values())


def push_key() -> str:
    row = ChannelAccount.objects.filter(channel=WEBPUSH, is_enabled=True).first()
    return str(row.options.get("public_key", "")) if row else ""


def endpoint_digest(endpoint: str) -> str:
    """For the page, to know its own browser in the list without showing its address."""
    return hashlib.sha256(endpoint.encode()).hexdigest()


def _browsers(applicant_id: UUID) -> tuple[Browser, ...]:
    rows = PushSubscription.objects.filter(applicant_id=applicant_id).order_by("-created_at")
    return tuple(
        Browser(
            row.id, row.device, endpoint_digest(row.keys["endpoint"]), row.created_at, row.used_at
        )
        for row in rows[:20]
    )
