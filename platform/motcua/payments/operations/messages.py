"""Storing what providers send, before it is believed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import F

from motcua.kernel.ids import new_id
from motcua.payments.domain.notices import Outcome
from motcua.payments.models import MessageKind, PaymentAttempt, ProviderMessage

MAX_FIELDS: Final = 60
MAX_LENGTH: Final = 500


def store_message(
    *, gateway: str, kind: MessageKind, identity: str, content: Mapping[str, str], now: datetime
) -> ProviderMessage:
    """Keep the message for good, in a transaction of its own; the same one is kept once.

    Anybody can call our address, so only so much of a message is kept.
    """
    kept = {
        name[:MAX_LENGTH].replace("\x00", ""): text[:MAX_LENGTH].replace("\x00", "")
        for name, text in list(content.items())[:MAX_FIELDS]
    }
    with transaction.atomic():
        row, is_new = ProviderMessage.objects.get_or_create(
            gateway=gateway,
            identity=f"{kind}:{identity}"[:160],
            defaults={"id": new_id(), "kind": kind, "content": kept, "received_at": now},
        )
        if not is_new:
            ProviderMessage.objects.filter(pk=row.pk).update(arrival_count=F("arrival_count") + 1)
    return row


def lock_message(message_id: UUID) -> ProviderMessage:
    return ProviderMessage.objects.select_for_update().get(pk=message_id)


def finish_message(
    row: ProviderMessage, outcome: Outcome, *, attempt: PaymentAttempt | None, now: datetime
) -> Outcome:
    """Write what the message did, in the transaction in which it did it."""
    row.outcome = outcome
    row.attempt = attempt
    row.processed_at = now
    row.save(update_fields=["outcome", "attempt", "processed_at"])
    return outcome
