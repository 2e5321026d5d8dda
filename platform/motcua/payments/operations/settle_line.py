"""What a finance officer decides on a line that does not match."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.payments.domain.statements import ASSIGNABLE
from motcua.payments.errors import LineSettled, OrderMissing
from motcua.payments.models import LineState, PaymentAttempt, PaymentOrder, StatementLine
from motcua.payments.operations.locking import lock_order
from motcua.payments.operations.match_settlement import finish
from motcua.payments.operations.match_transfer import credit_line
from motcua.payments.operations.receipts import checked_reason
from motcua.payments.operations.settle import money_received
from motcua.payments.permissions import Permission


def assign_line(
    *, line_id: UUID, order_reference: str, note: str, by: Actor, now: datetime
) -> None:
    """The money of this line is for that order, as far as it is owed; the rest goes back.

    A gateway's line that names a payment of ours with another amount pays what really came in.
    Raises ``PermissionMissing`` without ``payments.reconcile``, ``LineSettled``,
    ``OrderMissing``, ``ReasonMissing``.
    """
    by.require(Permission.RECONCILE)
    words = checked_reason(note)
    with transaction.atomic():
        line = _open(line_id)
        if line.cause not in ASSIGNABLE or line.amount <= 0:
            raise LineSettled(_("Dòng này không gán cho khoản thu nào được."))
        attempt = line.attempt
        if attempt is not None:
            _take_as_it_came(line, attempt, by, now, words)
        else:
            credit_line(line, _order(order_reference), by=by, now=now, note=words)
        _audit("payments.line_assigned", line, by, now, order=order_reference, note=words)


def explain_line(*, line_id: UUID, note: str, by: Actor, now: datetime) -> None:
    """Close a line with the reason why nothing is to be done. Raises as ``assign_line``."""
    by.require(Permission.RECONCILE)
    words = checked_reason(note)
    with transaction.atomic():
        line = _open(line_id)
        line.state = LineState.EXPLAINED
        line.note, line.settled_at, line.settled_by = words[:500], now, by.reference
        line.save()
        _audit("payments.line_explained", line, by, now, note=words)


def _open(line_id: UUID) -> StatementLine:
    line = StatementLine.objects.select_for_update().filter(pk=line_id).first()
    if line is None or line.state != LineState.OPEN:
        raise LineSettled(_("Dòng này đã xử lý rồi."))
    return line


def _order(reference: str) -> PaymentOrder:
    found = PaymentOrder.objects.filter(reference=reference.strip().upper()).first()
    if found is None:
        raise OrderMissing(_("Không tìm thấy khoản phải nộp này."), field="order")
    return found


def _take_as_it_came(
    line: StatementLine, found: PaymentAttempt, by: Actor, now: datetime, note: str
) -> None:
    order = lock_order(found.order_id)
    attempt = PaymentAttempt.objects.select_for_update().get(pk=found.pk)
    if attempt.status == "succeeded":
        raise LineSettled(
            _("Khoản này đã ghi nhận số tiền khác. Hãy làm việc với cổng thanh toán rồi ghi rõ.")
        )
    attempt.status = "succeeded"
    attempt.received = line.amount
    attempt.provider_transaction = line.number[:100]
    attempt.provider_code = "settlement"
    attempt.settled_at = now
    attempt.save()
    money_received(order=order, attempt=attempt, by=by, now=now)
    line.attempt = attempt
    finish(line, line.cause, now=now, by=by, note=note)


def _audit(action: str, line: StatementLine, by: Actor, now: datetime, **data: object) -> None:
    audit.record(
        action=action,
        subject=f"statement:{line.statement_id}",
        by=by,
        at=now,
        data={"line": str(line.id), "amount": line.amount, **data},
    )
