"""Everybody's books side by side: what moved at the providers and the bank, and what we hold.

Nothing here asks the product what it thinks it received: money in and out comes from the
simulators' ledgers, the bank's book and the drawer; only what is owed comes from the product.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from motcua.kernel.models import AuditEntry
from motcua.payments.models import PaymentAttempt, PaymentOrder, Receipt, Refund
from tests.saas.payments.desk import Desk
from tests.saas.payments.providers import VENDORS

_OPEN = ("due", "sent", "refused")
_LESSENING = ("granted", "withdrawn", "refused")


@dataclass(slots=True)
class Books:
    """Sums in đồng. ``lost``: by payers or by the authority, on any one order."""

    orders: int = 0
    moved: int = 0
    returned: int = 0
    lost: int = 0
    double_charges: int = 0
    double_refunds: int = 0
    faults: list[str] = field(default_factory=list)


def compare(desk: Desk) -> Books:
    """Every order of the tenant."""
    books = Books()
    providers = {vendor: desk.provider(vendor) for vendor in VENDORS}
    with desk.inside():
        for order in PaymentOrder.objects.order_by("id"):
            attempts = list(PaymentAttempt.objects.filter(order=order))
            online = [each for each in attempts if each.gateway[8:] in VENDORS]
            came = sum(providers[each.gateway[8:]].moved(each.reference) for each in online)
            came += desk.bank[order.pk] + desk.cash[order.pk]
            back = _returned(books, order, online, providers)
            _compare(books, order, came, back)
    return books


def _returned(
    books: Books, order: PaymentOrder, online: list[PaymentAttempt], providers: dict[str, Any]
) -> int:
    """What went back: by the providers' ledgers, and by hand."""
    total = 0
    for attempt in online:
        provider = providers[attempt.gateway[8:]]
        went = provider.returned(attempt.reference)
        asked = sum(
            Refund.objects.filter(attempt=attempt)
            .exclude(status="kept")
            .values_list("amount", flat=True)
        )
        if went > asked:
            books.double_refunds += 1
            _tell(books, f"{order.reference}: {went} went back, {asked} was to")
        total += went
    by_hand = Refund.objects.filter(order=order, status="done", provider_code="")
    return total + sum(by_hand.values_list("amount", flat=True))


def _compare(books: Books, order: PaymentOrder, came: int, back: int) -> None:
    refunds = list(Refund.objects.filter(order=order).exclude(status="kept"))
    waiting = sum(each.amount for each in refunds if each.status in _OPEN)
    entitled = order.credited
    if order.status in ("refunded", "refund_due", "cancelled"):
        entitled = 0
    else:
        entitled -= sum(each.amount for each in refunds if each.cause in _LESSENING)
    held = came - back - waiting
    books.orders += 1
    books.moved += came
    books.returned += back
    if held != entitled:
        books.lost += abs(held - entitled)
        books.double_charges += held > max(entitled, 0) and order.status == "paid"
        _tell(books, f"{order.reference} {order.status}: {held} held, {entitled} is ours")
    receipts = Receipt.objects.filter(order=order, void=None)
    if [each.amount for each in receipts] != ([order.amount] if order.status == "paid" else []):
        _tell(books, f"{order.reference} {order.status}: {len(receipts)} receipts stand")


def _tell(books: Books, words: str) -> None:
    books.faults.append(words)


def told_paid_more_than_once(desk: Desk) -> list[str]:
    """Orders whose payment was put on record twice."""
    with desk.inside():
        found = AuditEntry.objects.filter(action="payments.order_paid")
        counted = Counter(found.values_list("subject", flat=True))
    return [f"{subject}: paid {count} times" for subject, count in counted.items() if count > 1]
