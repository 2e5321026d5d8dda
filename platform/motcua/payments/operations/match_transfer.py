"""A line of a bank's statement: money that somebody sent, recognised by its text."""

from datetime import datetime

from motcua.kernel.actors import SYSTEM, Actor
from motcua.payments.domain import statements as causes
from motcua.payments.domain.notices import Outcome
from motcua.payments.domain.transfers import references_in
from motcua.payments.models import PaymentAttempt, PaymentOrder, Refund, StatementLine
from motcua.payments.operations.locking import lock_order
from motcua.payments.operations.match_settlement import finish
from motcua.payments.operations.settle import money_received


def match_transfer(line: StatementLine, *, now: datetime) -> None:
    """The caller holds the line's lock."""
    if line.amount < 0:
        _match_outgoing(line, now)
        return
    if line.currency != "VND":
        finish(line, causes.WRONG_CURRENCY, is_open=True, now=now)
        return
    wanted = references_in(f"{line.memo} {line.reference}")
    found = list(PaymentOrder.objects.filter(reference__in=wanted).order_by("created_at")[:2])
    if len(found) != 1:
        cause = causes.AMBIGUOUS if found else causes.UNKNOWN_REFERENCE
        finish(line, cause, is_open=True, now=now)
        return
    credit_line(line, found[0], by=SYSTEM, now=now)


def credit_line(
    line: StatementLine, order: PaymentOrder, *, by: Actor, now: datetime, note: str = ""
) -> None:
    """The line's money is for this order, as much of it as is owed; the rest goes back."""
    locked = lock_order(order.pk)
    attempt = PaymentAttempt.objects.create(
        order=locked,
        gateway=line.gateway,
        reference=f"line-{line.id.hex}",
        amount=line.amount,
        received=line.amount,
        currency=line.currency,
        status="succeeded",
        provider_transaction=line.number[:100],
        begun_at=now,
        settled_at=now,
    )
    line.attempt = attempt
    outcome = money_received(order=locked, attempt=attempt, by=by, now=now)
    finish(line, _cause(outcome, attempt), now=now, by=by, note=note)


def _cause(outcome: Outcome, attempt: PaymentAttempt) -> str:
    if outcome is Outcome.PART:
        return causes.PART
    if outcome is Outcome.REFUND_DUE:
        return causes.NOT_OWED
    return causes.OVERPAID if attempt.refund_due_at else ""


def _match_outgoing(line: StatementLine, now: datetime) -> None:
    """A refund is known by its number in the text; other payments of the authority are its own."""
    squeezed = "".join(char for char in line.memo.upper() if char.isalnum())
    candidates = Refund.objects.filter(amount=-line.amount).select_related("attempt")
    for refund in candidates.order_by("-asked_at")[:200]:
        if refund.reference.replace("-", "") in squeezed:
            line.attempt = refund.attempt
            finish(line, causes.REFUND, now=now)
            return
    finish(line, causes.OUTGOING, now=now)
