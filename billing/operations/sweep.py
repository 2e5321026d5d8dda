"""What billing does by itself. Every step may be done twice and at any time."""

from collections.abc import Callable
from datetime import datetime

import structlog

from billing.operations.remind import mark_overdue, remind
from billing.operations.renew import renew_own, resume_orders
from billing.operations.report_usage import report_usage
from billing.operations.settle import carry_confirmed
from billing.operations.take_event import process_waiting
from billing.provider import current_provider
from motcua.kernel.errors import DomainError

log = structlog.get_logger(__name__)


def sweep_minute(*, now: datetime) -> dict[str, int]:
    """Notices, orders and settlements that wait for the provider."""
    return _all(
        {
            "events": lambda: process_waiting(now=now),
            "orders": lambda: resume_orders(now=now),
            "settled": lambda: carry_confirmed(now=now),
        }
    )


def sweep_hour(*, now: datetime) -> dict[str, int]:
    """Use and seats told, months renewed, invoices that fell due, reminders."""
    return _all(
        {
            "used": lambda: report_usage(now=now),
            "renewed": lambda: renew_own(now=now),
            "overdue": lambda: mark_overdue(now=now),
            "reminded": lambda: remind(now=now),
        }
    )


def bring_price_list() -> int:
    """The price list at the provider; how many entries were new there."""
    provider = current_provider()
    return provider.ensure_catalogue() if provider else 0


def _all(steps: dict[str, Callable[[], int]]) -> dict[str, int]:
    """One that fails keeps the others from nothing."""
    done = {}
    for name, step in steps.items():
        try:
            done[name] = step()
        except DomainError as error:
            log.warning("billing_step_failed", step=name, error=error.code)
    return done
