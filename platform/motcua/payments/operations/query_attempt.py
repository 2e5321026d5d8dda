"""Asking the provider when its notice does not come."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import structlog
from django.db import transaction

from motcua.kernel.actors import Actor
from motcua.kernel.errors import DomainError, NotFound
from motcua.kernel.ids import new_id, new_secret
from motcua.payments.domain.views import AttemptView
from motcua.payments.models import AttemptStatus, MessageKind, PaymentAttempt
from motcua.payments.operations.handle_ipn import process
from motcua.payments.operations.messages import store_message
from motcua.payments.permissions import Permission
from motcua.payments.queries.accounts import account_of
from motcua.payments.queries.rows import attempt_view
from motcua.payments.registry import QueryRequest, gateways

log = structlog.get_logger(__name__)

# After the beginning. A failure is no end: the money may come later all the same.
ASKED_AFTER: Final = (
    timedelta(minutes=5),
    timedelta(minutes=20),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=24),
    timedelta(days=3),
)
# A provider that is down keeps a task waiting ten seconds a question.
_FAILURES_ALLOWED: Final = 2


def query_attempt(*, attempt_id: UUID, by: Actor, now: datetime) -> AttemptView:
    """Ask, and settle by the answer exactly as by a notice. Raises ``PermissionMissing``
    without ``payments.read``, ``ProviderUnreachable``, ``GatewayNotConfigured``."""
    by.require(Permission.READ)
    attempt = PaymentAttempt.objects.filter(pk=attempt_id).first()
    if attempt is None:
        raise NotFound(str(attempt_id))
    _ask(attempt, now)
    return attempt_view(PaymentAttempt.objects.get(pk=attempt_id))


def query_due(*, now: datetime, most: int = 100) -> int:
    """Ask about attempts whose outcome should be known by now; how many were asked about.

    Each is asked about again later (``ASKED_AFTER``) until it is paid or three days old. Two
    processes at once ask about different ones; one killed half way leaves the rest for later.
    """
    failures: dict[str, int] = {}
    asked = 0
    for attempt in _claim(now, most):
        if failures.get(attempt.gateway, 0) >= _FAILURES_ALLOWED:
            continue
        try:
            _ask(attempt, now)
        except DomainError as error:
            failures[attempt.gateway] = failures.get(attempt.gateway, 0) + 1
            log.warning("payment_query_failed", gateway=attempt.gateway, error=error.code)
        else:
            asked += 1
    return asked


def first_query_at(begun_at: datetime) -> datetime:
    return begun_at + ASKED_AFTER[0]


def _claim(now: datetime, most: int) -> list[PaymentAttempt]:
    with transaction.atomic():
        rows = PaymentAttempt.objects.select_for_update(skip_locked=True)
        found = list(rows.filter(next_query_at__lte=now).order_by("next_query_at")[:most])
        for attempt in found:
            is_paid = attempt.status == AttemptStatus.SUCCEEDED
            attempt.next_query_at = None if is_paid else _next(attempt.begun_at, now)
            attempt.save(update_fields=["next_query_at"])
    return [attempt for attempt in found if attempt.status != AttemptStatus.SUCCEEDED]


def _next(begun_at: datetime, now: datetime) -> datetime | None:
    return next((begun_at + each for each in ASKED_AFTER if begun_at + each > now), None)


def _ask(attempt: PaymentAttempt, now: datetime) -> None:
    plugin, account = gateways.get(attempt.gateway), account_of(attempt.gateway, even_off=True)
    said = plugin.query(
        QueryRequest(
            request_id=new_secret(length=20),
            reference=attempt.reference,
            begun_at=attempt.begun_at,
            asked_at=now,
        ),
        account,
    )
    if said is None or said.reference != attempt.reference:
        return
    message_id = store_message(
        gateway=attempt.gateway,
        kind=MessageKind.ANSWER,
        identity=str(new_id()),
        content={
            "reference": said.reference,
            "amount": str(said.amount),
            "result": said.result.value,
            "transaction": said.provider_transaction,
            "code": said.provider_code,
        },
        now=now,
    )
    process(message_id, plugin, account, said, now)
