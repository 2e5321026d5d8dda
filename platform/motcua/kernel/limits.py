"""Rate limits that survive a restart of the web processes and the loss of Redis."""

from datetime import UTC, datetime, timedelta
from typing import Final

from django.core.cache import cache
from django.utils.translation import gettext as _

from motcua.kernel.errors import TooMany

_PREFIX: Final = "limit"


class LimitReached(TooMany):
    code = "limit_reached"


def check_limit(*, name: str, subject: str, allowed: int, per: timedelta, now: datetime) -> None:
    """Count one attempt of ``subject``; raise ``LimitReached`` beyond ``allowed`` per window."""
    seconds = int(per.total_seconds())
    window = int(now.astimezone(UTC).timestamp()) // seconds
    key = f"{_PREFIX}:{name}:{subject}:{window}"
    cache.add(key, 0, timeout=seconds)
    try:
        count = cache.incr(key)
    except ValueError:
        count = 1
    if count > allowed:
        retry_after = seconds - int(now.timestamp()) % seconds
        raise LimitReached(
            _("Bạn đã thử quá nhiều lần. Vui lòng đợi rồi thử lại."), retry_after=retry_after
        )
