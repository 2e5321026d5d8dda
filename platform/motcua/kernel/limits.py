"""Rate limits, counted in the database: they hold across processes, restarts and without Redis."""

import hashlib
import secrets
from datetime import UTC, date, datetime, timedelta
from typing import Final

import structlog
from django.utils.translation import gettext as _

from motcua.kernel.counters import next_number
from motcua.kernel.errors import TooMany
from motcua.kernel.models import Counter

_SCOPE: Final = "limit:"
_TIDY_ONE_IN: Final = 200
log = structlog.get_logger(__name__)


class LimitReached(TooMany):
    code = "limit_reached"


def check_limit(*, name: str, subject: str, allowed: int, per: timedelta, now: datetime) -> None:
    """Count one attempt of ``subject``; raise ``LimitReached`` beyond ``allowed`` per window.

    Call it outside a transaction that may roll back. ``subject`` is kept as a hash only.
    """
    seconds = int(per.total_seconds())
    moment = int(now.astimezone(UTC).timestamp())
    digest = hashlib.sha256(f"{name}\x00{subject}\x00{moment // seconds}".encode()).hexdigest()
    today = now.astimezone(UTC).date()
    if next_number(scope=f"{_SCOPE}{digest}", day=today) > allowed:
        # Which limit, never whose: what is told apart by it is somebody's address or number.
        log.warning("limit_reached", limit=name)
        raise LimitReached(
            _("Bạn đã thử quá nhiều lần. Vui lòng đợi rồi thử lại."),
            retry_after=seconds - moment % seconds,
        )
    if secrets.randbelow(_TIDY_ONE_IN) == 0:
        _tidy(today)


def _tidy(today: date) -> None:
    """No window is longer than a day, so what is older counts for nothing."""
    Counter.objects.filter(scope__startswith=_SCOPE, day__lt=today - timedelta(days=1)).delete()
