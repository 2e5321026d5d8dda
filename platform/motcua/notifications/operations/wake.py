"""Waking the worker that sends. A lost wake-up costs seconds: beat sweeps every tenant."""

import time
from typing import Final

import structlog
from django.conf import settings

from tenants.api import current_tenant

log = structlog.get_logger(__name__)

_EVERY_SECONDS: Final = 0.3
_last: dict[str, float] = {}  # by schema


def wake_sender() -> None:
    """Ask a worker to send what waits in this schema, at most a few times a second a process."""
    if not settings.MOTCUA_WAKE_RELAY:
        return
    schema, now = current_tenant().schema_name, time.monotonic()
    if now - _last.get(schema, 0.0) < _EVERY_SECONDS:
        return
    _last[schema] = now
    from motcua.notifications.tasks import send_deliveries

    try:
        send_deliveries.apply_async(retry=False, ignore_result=True)
    except Exception as error:  # noqa: BLE001 -- the broker may be away; the sweep will find it
        log.warning("notice_wake_failed", error=type(error).__name__)
