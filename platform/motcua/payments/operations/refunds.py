"""Giving money back: asked for, sent through the gateway or paid by hand, or kept with a reason.

Of one attempt never more goes back than came in: the sum is taken with the order locked. What is
sent to a provider is marked before the call and carries the same number at every try, so a call
whose answer was lost is simply made again.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from motcua.kernel import audit, events
from motcua.kernel.actors import Actor
from motcua.kernel.money import Money
from motcua.payments.domain.notices import RefundAnswer, RefundState
from motcua.payments.domain.views import RefundView
from motcua.payments.errors import RefundRefused
from motcua.payments.events import RefundSettled
from motcua.payments.models import (
    OrderStatus,
    PaymentAttempt,
    PaymentOrder,
    Receipt,
    Refund,
    RefundStatus,
)
from motcua.payments.operations.cancel_order import cancel_locked
from motcua.payments.operations.locking import lock_order
from motcua.payments.operations.owe import owe_back
from motcua.payments.operations.receipts import checked_reason, void_locked
from motcua.payments.permissions import Permission
from motcua.payments.queries.accounts import account_of
from motcua.payments.queries.rows import refund_view
from motcua.payments.registry import RefundRequest, gateways

DOSSIER_ENDED: Final = ("withdrawn", "refused")
OPEN: Final = (RefundStatus.DUE, RefundStatus.SENT, RefundStatus.REFUSED)


def ask_refund(
    *, order_id: UUID, amount: int | None, reason: str, by: Actor, now: datetime
) -> list[RefundView]:
    """Put a paid order's money, or ``amount`` of it, on the list of refunds.

    Several payers' parts go back to each of them, the last paid first. Raises
    ``PermissionMissing`` without ``payments.reconcile``, ``RefundRefused``, ``ReasonMissing``.
    """
    by.require(Permission.RECONCILE)
    words = checked_reason(reason)
    with transaction.atomic():
        order = lock_order(order_id)
        made = _owe(order, amount, cause="granted", note=words, by=by, now=now)
    return [refund_view(row) for row in made]


def note_withdrawn(
    *, subjects: Sequence[str], by: Actor, now: datetime, cause: str = "withdrawn"
) -> int:
    """Nothing is to be paid for these subjects any more, and everything paid is to be given back
    or decided on; how much that is, in minor units. Money that comes later goes back, too. The
    caller has checked that the dossier was withdrawn, or ``refused`` before anybody worked on it;
    again changes nothing."""
    total = 0
    standing = [OrderStatus.PENDING, OrderStatus.PAID]
    orders = PaymentOrder.objects.filter(subject__in=subjects, status__in=standing)
    with transaction.atomic():
        for order_id in orders.order_by("id").values_list("pk", flat=True):
            order = lock_order(order_id)
            if order.status == OrderStatus.PENDING:
                total += order.credited
                cancel_locked(order, reason=cause, by=by, now=now)
            elif order.status == OrderStatus.PAID and left_of(order):
                made = _owe(order, None, cause=cause, note="", by=by, now=now)
                total += sum(row.amount for row in made)
    return total


def send_refund(*, refund_id: UUID, by: Actor, now: datetime) -> RefundView:
    """Ask the gateway to give the money back; again after no answer. Raises
    ``PermissionMissing``, ``RefundRefused``, ``ProviderUnreachable``, ``SignatureRefused``,
    ``GatewayNotConfigured``."""
    by.require(Permission.RECONCILE)
    with transaction.atomic():
        order, row = _open(refund_id)
        plugin = gateways.get(row.attempt.gateway)
        if not plugin.refunds:
            raise RefundRefused(_("Cách nộp này không hoàn tự động được, hãy hoàn bằng tay."))
        account = account_of(plugin.key, even_off=True)
        row.status = RefundStatus.SENT
        row.sent_at = row.sent_at or now
        row.save(update_fields=["status", "sent_at"])
        _audit("payments.refund_sent", row, by, now)
    answer = plugin.refund(_request(row, by, now), account)
    with transaction.atomic():
        order, row = _open(refund_id)
        _take(order, row, answer, by, now)
        return refund_view(row)


def settle_refund(
    *, refund_id: UUID, is_paid_back: bool, note: str, by: Actor, now: datetime
) -> RefundView:
    """Paid back by hand (``note``: how, and the voucher's number), or kept (why). Raises
    ``PermissionMissing`` without ``payments.reconcile``, ``RefundRefused``, ``ReasonMissing``."""
    by.require(Permission.RECONCILE)
    words = checked_reason(note)
    with transaction.atomic():
        order, row = _open(refund_id)
        row.note = words[:500]
        status = RefundStatus.DONE if is_paid_back else RefundStatus.KEPT
        _settle(order, row, status, by, now)
        return refund_view(row)


def settle_withdrawn(
    *, subjects: Sequence[str], is_paid_back: bool, note: str, by: Actor, now: datetime
) -> int:
    """The same for all that is open because these subjects were withdrawn, decided where the
    dossier is; the caller has checked who decides. Returns how many."""
    wanted = Refund.objects.filter(
        order__subject__in=subjects, cause__in=DOSSIER_ENDED, status__in=OPEN
    ).order_by("order_id", "id")
    with transaction.atomic():
        ids = list(wanted.values_list("pk", flat=True))
        for refund_id in ids:
            order, row = _open(refund_id)
            row.note = note[:500]
            status = RefundStatus.DONE if is_paid_back else RefundStatus.KEPT
            _settle(order, row, status, by, now)
    return len(ids)


def left_of(order: PaymentOrder) -> int:
    """What of the order's money neither went back nor is on the list."""
    came = order.attempts.aggregate(total=Sum("received"))["total"] or 0
    gone = order.refunds.exclude(status=RefundStatus.KEPT).aggregate(total=Sum("amount"))["total"]
    return int(came) - int(gone or 0)


def _owe(
    order: PaymentOrder, amount: int | None, *, cause: str, note: str, by: Actor, now: datetime
) -> list[Refund]:
    left = left_of(order)
    wanted = left if amount is None else amount
    if order.status != OrderStatus.PAID or not 0 < wanted <= left:
        raise RefundRefused(_("Số tiền hoàn lớn hơn số tiền còn giữ của khoản này."))
    made = []
    for attempt in order.attempts.filter(status="succeeded").order_by("-settled_at", "-id"):
        part = min(wanted, _left_of_attempt(attempt))
        if part:
            made.append(
                owe_back(order, attempt, amount=part, cause=cause, by=by, now=now, note=note)
            )
            wanted -= part
    return made


def _left_of_attempt(attempt: PaymentAttempt) -> int:
    gone = attempt.refunds.exclude(status=RefundStatus.KEPT).aggregate(total=Sum("amount"))
    return int(attempt.received or 0) - int(gone["total"] or 0)


def _open(refund_id: UUID) -> tuple[PaymentOrder, Refund]:
    order_id = Refund.objects.filter(pk=refund_id).values_list("order_id", flat=True).first()
    if order_id is None:
        raise RefundRefused(_("Không tìm thấy khoản hoàn này."))
    order = lock_order(order_id)
    row = Refund.objects.select_for_update(of=("self",)).select_related("attempt", "order")
    found = row.get(pk=refund_id)
    if found.status not in OPEN:
        raise RefundRefused(_("Khoản hoàn này đã xử lý xong."))
    return order, found


def _request(row: Refund, by: Actor, now: datetime) -> RefundRequest:
    return RefundRequest(
        request_id=row.reference,
        reference=row.attempt.reference,
        provider_transaction=row.attempt.provider_transaction,
        amount=Money(row.amount, row.currency),
        is_whole=row.amount == row.attempt.received,
        reason=f"Hoan phi {row.order.reference}",
        begun_at=row.attempt.begun_at,
        asked_at=now,
        by=by.name or "system",
    )


def _take(order: PaymentOrder, row: Refund, answer: RefundAnswer, by: Actor, now: datetime) -> None:
    row.provider_transaction = answer.provider_transaction[:100]
    row.provider_code = answer.provider_code[:20]
    if answer.state is RefundState.DONE:
        _settle(order, row, RefundStatus.DONE, by, now)
        return
    if answer.state is RefundState.REFUSED:
        row.status = RefundStatus.REFUSED
        _audit("payments.refund_refused", row, by, now, code=row.provider_code)
    row.save()


def _settle(
    order: PaymentOrder, row: Refund, status: RefundStatus, by: Actor, now: datetime
) -> None:
    row.status = status
    row.settled_at = now
    row.settled_by = by.reference
    row.save()
    is_paid_back = status == RefundStatus.DONE
    if is_paid_back:
        _follow(order, row, by, now)
    _audit(f"payments.refund_{status}", row, by, now, note=row.note)
    events.publish(
        RefundSettled(
            order_id=order.id,
            refund_id=row.id,
            subject=order.subject,
            amount=row.amount,
            currency=row.currency,
            is_paid_back=is_paid_back,
            reason=row.note,
            has_more=order.refunds.filter(status__in=OPEN).exists(),
        ),
        at=now,
    )


def _follow(order: PaymentOrder, row: Refund, by: Actor, now: datetime) -> None:
    """When nothing of the money is left the order is refunded and its receipt stands no more."""
    back = order.refunds.filter(status=RefundStatus.DONE).aggregate(total=Sum("amount"))["total"]
    came = order.attempts.aggregate(total=Sum("received"))["total"]
    if back != came:
        return
    order.status = OrderStatus.REFUNDED
    order.save(update_fields=["status"])
    for receipt in Receipt.objects.filter(order=order, void=None):
        void_locked(receipt, reason=row.note or _("Đã hoàn tiền"), by=by, now=now)


def _audit(action: str, row: Refund, by: Actor, now: datetime, **data: object) -> None:
    audit.record(
        action=action,
        subject=f"order:{row.order_id}",
        by=by,
        at=now,
        data={"refund": row.reference, "amount": row.amount, **data},
    )
