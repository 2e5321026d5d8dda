"""What other apps see of orders, attempts and receipts."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.kernel.money import Money
from motcua.payments.domain.lines import FeeLine


@dataclass(frozen=True, slots=True)
class OrderView:
    id: UUID
    subject: str
    reference: str
    lines: tuple[FeeLine, ...]
    total: Money
    payer_name: str
    status: str
    created_at: datetime
    paid_at: datetime | None
    received: Money

    @property
    def remaining(self) -> Money:
        """Still to pay, where several payers pay in parts."""
        return Money(self.total.minor - self.received.minor, self.total.currency)

    @property
    def is_paid(self) -> bool:
        return self.status == "paid"

    @property
    def is_pending(self) -> bool:
        return self.status == "pending"


@dataclass(frozen=True, slots=True)
class AttemptView:
    id: UUID
    order_id: UUID
    gateway: str
    reference: str
    total: Money
    received: Money | None
    status: str
    provider_transaction: str
    provider_code: str
    begun_at: datetime
    settled_at: datetime | None
    refund_due_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """``method``: ``cash``, ``transfer`` or ``online``."""

    id: UUID
    number: str
    order_id: UUID
    lines: tuple[FeeLine, ...]
    total: Money
    payer_name: str
    method: str
    issued_at: datetime
    form_number: str = ""
    serial: str = ""
    unit_name: str = ""
    tax_code: str = ""
    void_reason: str = ""
    voided_at: datetime | None = None
    replaces: str = ""

    @property
    def is_void(self) -> bool:
        return self.voided_at is not None


@dataclass(frozen=True, slots=True)
class Redirect:
    """Where to send the payer. ``origin`` must be allowed by ``form-action`` of the page's CSP
    when the redirect answers a form."""

    url: str
    origin: str
    attempt_id: UUID
    reference: str


@dataclass(frozen=True, slots=True)
class ReturnView:
    """What to show a payer who comes back. Only ``order`` tells whether the money has arrived:
    ``said`` is what the browser carried (``succeeded``, ``failed``, ``unknown``), and
    ``is_genuine`` whether the provider signed it."""

    order: OrderView | None
    is_genuine: bool
    said: str


@dataclass(frozen=True, slots=True)
class IpnReply:
    """What to answer the provider; a ``body`` of ``None`` is an empty answer."""

    outcome: str
    body: dict[str, str] | None
    status: int


@dataclass(frozen=True, slots=True)
class GatewayChoice:
    key: str
    title: str
    is_online: bool
    method: str


@dataclass(frozen=True, slots=True)
class RefundView:
    id: UUID
    order_id: UUID
    order_reference: str
    subject: str
    payer_name: str
    gateway: str
    reference: str
    total: Money
    cause: str
    status: str
    note: str
    provider_code: str
    asked_at: datetime
    settled_at: datetime | None
    may_be_sent: bool

    @property
    def is_open(self) -> bool:
        return self.settled_at is None
