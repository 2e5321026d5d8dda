"""What ``payments`` tells the apps above it."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from motcua.kernel.events import DomainEvent


@dataclass(frozen=True)
class OrderPaid(DomainEvent):
    """Published once per order. ``method``: ``cash``, ``transfer`` or ``online``."""

    name: ClassVar[str] = "payments.order_paid"
    order_id: UUID
    subject: str
    reference: str
    amount: int
    currency: str
    method: str
    receipt_number: str
    paid_at: datetime


@dataclass(frozen=True)
class OrderCancelled(DomainEvent):
    name: ClassVar[str] = "payments.order_cancelled"
    order_id: UUID
    subject: str
    reason: str


@dataclass(frozen=True)
class RefundDue(DomainEvent):
    """Money arrived that is not owed. ``reason``: ``cancelled`` or ``paid_twice``."""

    name: ClassVar[str] = "payments.refund_due"
    order_id: UUID
    attempt_id: UUID
    subject: str
    amount: int
    currency: str
    reason: str
