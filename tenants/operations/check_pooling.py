"""Refuse a pooler that would mix agencies up; asked at start and of new connections."""

import threading
import time
from typing import Any, Final

import psycopg
import structlog
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from tenants.queries.pooling import PoolReport, inspect_pooling, is_pooled

log = structlog.get_logger(__name__)
# A pooler's mode can be changed while we run: new connections look again after this long.
AGAIN_AFTER_SECONDS: Final = 300.0
_KEPT: Final = ("host", "port", "user", "password", "dbname", "sslmode", "sslrootcert")
_lock = threading.Lock()
_looked_at: dict[str, float] = {}


def refuse_shared_sessions() -> None:
    """At start-up. Raises ``ImproperlyConfigured`` when sessions are shared between clients."""
    try:
        judge_pooling(connection.get_connection_params())
    except psycopg.OperationalError as error:
        # Not there yet: the first connection will look.
        log.warning("database_pooling_unknown", error=type(error).__name__)


def watch_connection(opened: Any, parameters: dict[str, Any]) -> None:
    """Of each new connection: one question; behind a pooler, now and then the whole trial."""
    place = f"{parameters.get('host')}:{parameters.get('port')}/{parameters.get('dbname')}"
    if time.monotonic() - _looked_at.get(place, -AGAIN_AFTER_SECONDS) < AGAIN_AFTER_SECONDS:
        return
    if is_pooled(opened):
        with _lock:
            judge_pooling(parameters)
    _looked_at[place] = time.monotonic()


def judge_pooling(parameters: dict[str, Any]) -> PoolReport:
    """Raises ``ImproperlyConfigured`` with one sentence that says what to change."""
    report = inspect_pooling({name: parameters[name] for name in _KEPT if parameters.get(name)})
    if report.fault:
        raise ImproperlyConfigured(
            f"The pooler in front of the database {report.fault}; agencies would be mixed up. "
            "Set pool_mode = session with server_reset_query = DISCARD ALL for it, and a pool "
            "as large as the processes need (infra/runbooks/pooling.md)."
        )
    return report
