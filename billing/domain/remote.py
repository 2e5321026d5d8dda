"""What a provider says, in our words. Pure."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from billing.domain.prices import Line


class RemoteState(StrEnum):
    TRIAL = "trial"
    ACTIVE = "active"
    PAST_DUE = "past_due"
    UNFINISHED = "unfinished"  # the first payment has not come
    ENDED = "ended"


LIVE_STATES = frozenset({RemoteState.TRIAL, RemoteState.ACTIVE, RemoteState.PAST_DUE})


@dataclass(frozen=True, slots=True)
class RemoteSubscription:
    """``read_at``: when the question was sent, so that an older answer never wins."""

    id: str
    customer: str
    state: RemoteState
    plan: str
    method: str
    seats: int
    created_at: datetime
    read_at: datetime
    period_starts_at: datetime | None = None
    period_ends_at: datetime | None = None
    trial_ends_at: datetime | None = None
    ends_at: datetime | None = None
    order: str = ""

    @property
    def is_live(self) -> bool:
        return self.state in LIVE_STATES


@dataclass(frozen=True, slots=True)
class RemoteInvoice:
    """Amounts in the currency's smallest unit; ``unit_prices``: what the plan's own prices were
    on it, part to đồng, to be compared with our price list."""

    id: str
    customer: str
    subscription: str
    number: str
    state: str
    method: str
    currency: str
    subtotal: int
    tax: int
    total: int
    due: int
    paid: int
    created_at: datetime
    read_at: datetime
    lines: tuple[Line, ...] = ()
    due_at: datetime | None = None
    paid_at: datetime | None = None
    period_starts_at: datetime | None = None
    period_ends_at: datetime | None = None
    page_url: str = ""
    pdf_url: str = ""
    unit_prices: dict[str, int] = field(default_factory=dict)

    @property
    def is_nothing(self) -> bool:
        """Asks for nothing and gives nothing back, as at the begin of a trial."""
        return not self.total and not any(line.amount for line in self.lines)


@dataclass(frozen=True, slots=True)
class RemoteCheckout:
    """``state``: ``open``, ``done`` or ``expired``."""

    id: str
    url: str
    state: str
    subscription: str
    customer: str


@dataclass(frozen=True, slots=True)
class RemoteEvent:
    """A notice whose signature was right. ``subject``: subscription, invoice or checkout."""

    id: str
    kind: str
    subject: str
    object_id: str
    customer: str
    account: str
    api_version: str
    told_at: datetime
    is_ours: bool
    body: dict[str, object]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change costs at once and what follows; whole đồng with tax."""

    now: int
    lines: tuple[Line, ...]
    tax: int
    monthly: int
