"""A line of a gateway's settlement file."""

from datetime import datetime

from django.utils.translation import gettext as _

from motcua.kernel.actors import SYSTEM, Actor
from motcua.payments.domain import statements as causes
from motcua.payments.domain.notices import Outcome, ProviderNotice, Result
from motcua.payments.models import LineState, PaymentAttempt, Refund, StatementLine
from motcua.payments.operations.locking import lock_order
from motcua.payments.operations.settle import apply_notice

_EFFECTS = {
    Outcome.SETTLED: causes.LATE,
    Outcome.PART: causes.PART,
    Outcome.REFUND_DUE: causes.NOT_OWED,
}


def match_settled(line: StatementLine, *, now: datetime) -> None:
    """The caller holds the line's lock. Money that the file says came in pays its order, whatever
    was told before."""
    if line.amount < 0:
        _match_refund(line, now)
        return
    found = _attempt_of(line)
    if found is None:
        failed = line.cause == causes.FAILED
        finish(line, "" if failed else causes.UNKNOWN_REFERENCE, is_open=not failed, now=now)
        return
    order = lock_order(found.order_id)
    attempt = PaymentAttempt.objects.select_for_update().get(pk=found.pk)
    line.attempt = attempt
    if line.cause == causes.FAILED:
        paid = attempt.status == "succeeded"
        finish(line, causes.SAID_FAILED if paid else "", is_open=paid, now=now)
        return
    others = attempt.lines.exclude(pk=line.pk).filter(is_absent=False, state=LineState.MATCHED)
    wrong = _wrong(line, attempt)
    if wrong or others.exists():
        finish(line, wrong or causes.TWICE, is_open=True, now=now)
        return
    _close_absent(attempt, now)
    if attempt.status == "succeeded":
        finish(line, "", now=now)
        return
    outcome = apply_notice(order=order, attempt=attempt, said=_said(line), by=SYSTEM, now=now)
    finish(line, _EFFECTS.get(outcome, causes.LATE), now=now)


def finish(
    line: StatementLine,
    cause: str,
    *,
    now: datetime,
    is_open: bool = False,
    by: Actor = SYSTEM,
    note: str = "",
) -> None:
    """Write what the line is. Open ones wait for a person."""
    line.cause = cause
    line.state = LineState.OPEN if is_open else LineState.MATCHED
    if not is_open:
        line.settled_at, line.settled_by, line.note = now, by.reference, note[:500]
    line.save()


def _attempt_of(line: StatementLine) -> PaymentAttempt | None:
    attempts = PaymentAttempt.objects.filter(gateway=line.gateway)
    for name, value in (("reference", line.reference), ("provider_transaction", line.number)):
        found = attempts.filter(**{name: value}).first() if value else None
        if found:
            return found
    return None


def _wrong(line: StatementLine, attempt: PaymentAttempt) -> str:
    if line.currency != attempt.currency:
        return causes.WRONG_CURRENCY
    expected = attempt.received if attempt.received is not None else attempt.amount
    return "" if line.amount == expected else causes.WRONG_AMOUNT


def _said(line: StatementLine) -> ProviderNotice:
    return ProviderNotice(
        reference=line.reference,
        amount=line.amount,
        currency=line.currency,
        merchant="",
        result=Result.SUCCEEDED,
        provider_transaction=line.number,
        provider_code="settlement",
    )


def _match_refund(line: StatementLine, now: datetime) -> None:
    refunds = Refund.objects.filter(attempt__gateway=line.gateway, amount=-line.amount)
    found = (
        refunds.filter(reference=line.reference).first()
        or (refunds.filter(provider_transaction=line.number).first() if line.number else None)
        or refunds.filter(attempt__reference=line.reference).first()
    )
    if found is None:
        finish(line, causes.UNKNOWN_REFERENCE, is_open=True, now=now)
        return
    line.attempt = found.attempt
    finish(line, causes.REFUND, now=now)


def _close_absent(attempt: PaymentAttempt, now: datetime) -> None:
    attempt.lines.filter(is_absent=True, state=LineState.OPEN).update(
        state=LineState.EXPLAINED,
        note=_("Có trong tệp sau."),
        settled_at=now,
        settled_by=SYSTEM.reference,
    )
