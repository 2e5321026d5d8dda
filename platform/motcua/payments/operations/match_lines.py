"""Finding out, line by line, what a statement's movement is, and letting it have its effect."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from motcua.kernel.actors import SYSTEM
from motcua.payments.domain import statements as causes
from motcua.payments.models import LineState, PaymentAttempt, Statement, StatementLine
from motcua.payments.operations.match_settlement import match_settled
from motcua.payments.operations.match_transfer import match_transfer
from motcua.payments.registry import gateways

_UNSEEN: Final = (causes.NEW, causes.FAILED)


def match_statement(*, statement_id: UUID, now: datetime, most: int | None) -> int:
    """Match up to ``most`` lines nobody has looked at; returns how many are left. Repeating it
    changes nothing that is done."""
    statement = Statement.objects.get(pk=statement_id)
    is_transfer = gateways.get(statement.gateway).method == "transfer"
    if not is_transfer:
        _match_plain(statement, now)
    waiting = StatementLine.objects.filter(
        statement=statement, state=LineState.OPEN, cause__in=_UNSEEN
    ).order_by("position")
    for line_id in list(waiting.values_list("pk", flat=True)[:most]):
        with transaction.atomic():
            line = StatementLine.objects.select_for_update().get(pk=line_id)
            if line.state == LineState.OPEN and line.cause in _UNSEEN:
                (match_transfer if is_transfer else match_settled)(line, now=now)
    left = waiting.count()
    if not left and not is_transfer:
        _find_absent(statement, now)
    return left


def _match_plain(statement: Statement, now: datetime) -> None:
    """Nearly all lines say what is known already: one question for a thousand of them."""
    waiting = StatementLine.objects.filter(
        statement=statement, state=LineState.OPEN, cause=causes.NEW, amount__gt=0
    ).exclude(reference="")
    lines = list(waiting.only("id", "reference", "amount", "currency")[:20_000])
    for start in range(0, len(lines), 1_000):
        part = lines[start : start + 1_000]
        paid = {
            each.reference: each
            for each in PaymentAttempt.objects.filter(
                gateway=statement.gateway,
                reference__in=[line.reference for line in part],
                status="succeeded",
                lines=None,
            )
        }
        fine: list[StatementLine] = []
        for line in part:
            attempt = paid.get(line.reference)
            same = attempt and (attempt.received, attempt.currency) == (line.amount, line.currency)
            if attempt and same:
                del paid[line.reference]
                line.attempt, line.state, line.cause = attempt, LineState.MATCHED, ""
                line.settled_at, line.settled_by = now, SYSTEM.reference
                fine.append(line)
        StatementLine.objects.bulk_update(
            fine, ["attempt", "state", "cause", "settled_at", "settled_by"], batch_size=500
        )


def _find_absent(statement: Statement, now: datetime) -> None:
    """Payments of ours within the file's days that no file has."""
    zone = timezone.get_current_timezone()
    first = datetime.combine(statement.first_day, datetime.min.time(), tzinfo=zone)
    last = datetime.combine(statement.last_day, datetime.max.time(), tzinfo=zone)
    missing = PaymentAttempt.objects.filter(
        gateway=statement.gateway,
        status="succeeded",
        settled_at__range=(first, last),
        lines=None,
    ).order_by("settled_at")
    start = statement.line_count + 1
    rows = [
        StatementLine(
            statement=statement,
            gateway=statement.gateway,
            position=start + place,
            identity=f"absent:{attempt.id}",
            day=timezone.localtime(attempt.settled_at).date(),
            amount=attempt.received or attempt.amount,
            currency=attempt.currency,
            reference=attempt.reference,
            number=attempt.provider_transaction,
            is_absent=True,
            cause=causes.ABSENT,
            attempt=attempt,
        )
        for place, attempt in enumerate(missing.annotate(order_ref=F("order__reference")))
    ]
    StatementLine.objects.bulk_create(rows, ignore_conflicts=True)
