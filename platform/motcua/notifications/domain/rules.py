"""By which ways a notice goes, and when. Pure: everything is given.

A way is ``always`` or a place in the chain (1, 2, …): the chain is tried in its order until one
has arrived. The inbox is the record and always gets it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

INBOX: Final = "channel.inbox"
EMAIL: Final = "channel.email"
ALWAYS: Final = 0
LAST_PLACE: Final = 5
DEFAULT_WAYS: Final[Mapping[str, int]] = {INBOX: ALWAYS, EMAIL: ALWAYS}
# What cannot wait for the morning although nobody said so: a code that is good for ten minutes.
URGENT_EVENTS: Final = frozenset({"assisted_code", "helper_code", "help_began", "appointment_code"})


@dataclass(frozen=True, slots=True)
class Rule:
    """``ways``: by channel ``ALWAYS`` or the place in the chain; what is missing is not used."""

    ways: Mapping[str, int] = field(default_factory=lambda: dict(DEFAULT_WAYS))
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class Policy:
    """``rules``: by event, ``""`` for every other one. ``monthly_limit``: parts of paid messages
    a month, ``None`` without limit."""

    quiet_from: time = time(21)
    quiet_until: time = time(7)
    digest_at: time = time(7, 30)
    monthly_limit: int | None = None
    rules: Mapping[str, Rule] = field(default_factory=dict)

    def rule_of(self, event: str) -> Rule:
        found = self.rules.get(event) or self.rules.get("") or Rule()
        if event in URGENT_EVENTS:
            return Rule(found.ways, is_urgent=True)
        return found


@dataclass(frozen=True, slots=True)
class Wishes:
    """An applicant's: ``turned_off`` channels, one mail a day instead of one a notice."""

    language: str = ""
    is_digest: bool = False
    turned_off: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Way:
    """One delivery to be: ``position`` 0 at once, else its turn; only the first of the chain
    is not ``is_held``."""

    channel: str
    position: int = 0
    is_held: bool = False
    in_digest: bool = False


def plan_ways(
    rule: Rule, wishes: Wishes, *, reachable: Iterable[str], asked: Iterable[str] = ()
) -> list[Way]:
    """``asked``: channels the caller wants used whatever the rule says (a code by text message).

    Urgent notices go by the chain also to who wants one mail a day; who turned a channel off is
    not written to by it at all.
    """
    usable, forced = set(reachable), set(asked)
    ways = {**rule.ways, **dict.fromkeys(forced, ALWAYS)}
    wanted = {
        key: place
        for key, place in ways.items()
        if key in usable and (key in forced or key == INBOX or key not in wishes.turned_off)
    }
    digest = wishes.is_digest and not rule.is_urgent and EMAIL in wanted
    if digest:
        wanted = {key: 0 for key in wanted if key in {INBOX, EMAIL, *forced} or key in _SERVERS}
    always = sorted(key for key, place in wanted.items() if place == ALWAYS)
    chain = sorted((place, key) for key, place in wanted.items() if place != ALWAYS)
    return [Way(key, in_digest=digest and key == EMAIL) for key in always] + [
        Way(key, number, is_held=number > 1) for number, (_place, key) in enumerate(chain, start=1)
    ]


# Machines, which no preference of a person switches off or gathers.
_SERVERS: Final = frozenset({"channel.webhook"})


def after_quiet(moment: datetime, policy: Policy, zone: ZoneInfo) -> datetime:
    """``moment``, or the end of the quiet hours it falls into."""
    local = moment.astimezone(zone)
    begin, end = policy.quiet_from, policy.quiet_until
    clock = local.time().replace(tzinfo=None)
    if begin == end:
        return moment
    is_quiet = begin <= clock < end if begin < end else clock >= begin or clock < end
    return _next(local, end) if is_quiet else moment


def next_digest(moment: datetime, policy: Policy, zone: ZoneInfo) -> datetime:
    return _next(moment.astimezone(zone), policy.digest_at)


def _next(local: datetime, clock: time) -> datetime:
    """The next time the tenant's clock shows ``clock``."""
    found = local.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
    return found if found > local else found + timedelta(days=1)


def rules_from(stored: Mapping[str, Any]) -> dict[str, Rule]:
    return {
        event: Rule({str(key): int(place) for key, place in each["ways"].items()}, each["urgent"])
        for event, each in stored.items()
    }


def rules_to(rules: Mapping[str, Rule]) -> dict[str, Any]:
    return {
        event: {"ways": dict(rule.ways), "urgent": rule.is_urgent} for event, rule in rules.items()
    }
