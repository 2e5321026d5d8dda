"""Whether there is work: one cheap question a tenant."""

from datetime import datetime

from motcua.kernel import rows
from motcua.payments.models import PaymentAttempt


def has_attempt_to_ask_about(*, now: datetime) -> bool:
    return rows.exists(PaymentAttempt, "next_query_at <= %s", [now])
