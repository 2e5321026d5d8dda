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
    """Money arrived that is not owed. ``reason``: ``cancelled``, ``paid_twice``, ``overpaid``,
    ``withdrawn`` or ``refused`` (the dossier was), ``granted`` (somebody decided so)."""

    name: ClassVar[str] = "payments.refund_due"
    order_id: UUID
    attempt_id: UUID
    subject: str
    amount: int
    currency: str
    reason: str


@dataclass(frozen=True)
class RefundSettled(DomainEvent):
    """Money went back, or it was decided that it stays (``is_paid_back`` false)."""

    name: ClassVar[str] = "payments.refund_settled"
    order_id: UUID
    refund_id: UUID
    subject: str
    amount: int
    currency: str
    is_paid_back: bool
    reason: str
    has_more: bool
