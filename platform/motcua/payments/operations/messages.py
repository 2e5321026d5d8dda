"""Storing what providers send, before it is believed."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import connection, transaction

from motcua.kernel.ids import new_id
from motcua.payments.domain.notices import Outcome
from motcua.payments.models import MessageKind, PaymentAttempt, ProviderMessage

MAX_FIELDS: Final = 60
MAX_LENGTH: Final = 500
_STORE: Final = """
    INSERT INTO payments_providermessage
        (id, gateway, kind, identity, content, outcome, arrival_count, received_at)
    VALUES (%s, %s, %s, %s, %s::jsonb, '', 1, %s)
    ON CONFLICT (gateway, identity) DO UPDATE
        SET arrival_count = payments_providermessage.arrival_count + 1
    RETURNING id
"""


def store_message(
    *, gateway: str, kind: MessageKind, identity: str, content: Mapping[str, str], now: datetime
) -> UUID:
    """Keep the message for good, in a transaction of its own; the same one is kept once, and its
    arrivals are counted. One statement: this is asked for every notice of every provider.

    Anybody can call our address, so only so much of a message is kept.
    """
    kept = {
        name[:MAX_LENGTH].replace("\x00", ""): text[:MAX_LENGTH].replace("\x00", "")
        for name, text in list(content.items())[:MAX_FIELDS]
    }
    asked = (new_id(), gateway, kind.value, f"{kind}:{identity}"[:160], json.dumps(kept), now)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_STORE, asked)
        return UUID(str(cursor.fetchone()[0]))


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
