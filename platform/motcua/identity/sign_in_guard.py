"""Against guessing passwords of staff and operators.

Two nets: counts per (user name, network) and per network, and a lock of the user name after
five failures (TCVN 14423:2026, domain reference 8.2). The lock holds for unknown names too, so
it tells nobody which names exist.
"""

import ipaddress
import unicodedata
from datetime import datetime, timedelta
from typing import Final

import structlog
from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from motcua.identity.models import SignInLock
from motcua.kernel.errors import TooMany
from motcua.kernel.limits import check_limit

log = structlog.get_logger(__name__)
MAX_FAILURES: Final = 5
LOCK: Final = timedelta(minutes=15)
_PER_NAME_AND_NETWORK: Final = 20
_PER_NETWORK: Final = 200
_KEEP: Final = timedelta(days=1)


class SignInLocked(TooMany):
    code = "sign_in_locked"


def refuse_if_locked(*, username: str, now: datetime) -> None:
    """Raises ``SignInLocked`` while the name is locked."""
    locked = SignInLock.objects.filter(username=_folded(username), locked_until__gt=now)
    if locked.exists():
        raise SignInLocked(
            _("Tài khoản tạm khóa vì nhập sai quá nhiều lần. Vui lòng thử lại sau 15 phút.")
        )


def count_attempt(*, username: str, request: HttpRequest, now: datetime) -> None:
    """Raises ``LimitReached``. The bounds are wide: many officers share one address."""
    network = network_of(request)
    for name, subject, allowed in (
        ("sign_in_name", f"{_folded(username)}|{network}", _PER_NAME_AND_NETWORK),
        ("sign_in_network", network, _PER_NETWORK),
    ):
        check_limit(name=name, subject=subject, allowed=allowed, per=LOCK, now=now)


def note_failure(*, username: str, now: datetime) -> None:
    """Count one failure; the fifth within the window locks the name for 15 minutes."""
    name = _folded(username)
    if not name:
        return
    with transaction.atomic():
        SignInLock.objects.filter(last_failed_at__lt=now - _KEEP).delete()
        SignInLock.objects.bulk_create(
            [SignInLock(username=name, last_failed_at=now)], ignore_conflicts=True
        )
        row = SignInLock.objects.select_for_update().get(username=name)
        recent = row.last_failed_at > now - LOCK
        row.failure_count = row.failure_count + 1 if recent else 1
        row.last_failed_at = now
        if row.failure_count >= MAX_FAILURES:
            row.locked_until, row.failure_count = now + LOCK, 0
            log.warning("sign_in_locked")
        row.save()


def note_success(*, username: str) -> None:
    SignInLock.objects.filter(username=_folded(username)).delete()


def network_of(request: HttpRequest) -> str:
    """The client's /24 (IPv4) or /64 (IPv6)."""
    try:
        address = ipaddress.ip_address(get_adapter().get_client_ip(request))
    except (PermissionDenied, ValueError):
        return "unknown"
    bits = 24 if address.version == 4 else 64
    return str(ipaddress.ip_network(f"{address}/{bits}", strict=False))


def _folded(username: str) -> str:
    return unicodedata.normalize("NFKC", username).casefold()[:150]
