"""Whether this process can serve: asked by whoever sends it requests."""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from redis.exceptions import RedisError

from tenants.api import in_public
from tenants.operations.prepare_template import is_current

MIN_FREE_BYTES: Final = 256 * 1024 * 1024
# A release that is current stays so while this process runs.
_migrated: dict[str, bool] = {}


@dataclass(frozen=True, slots=True)
class Standing:
    """``needed``: without it nothing can be served; the others are only told."""

    name: str
    is_well: bool
    needed: bool
    seconds: float


def look() -> list[Standing]:
    """Every part once; a part that raises is not well."""
    return [
        _ask("database", _database, needed=True),
        _ask("migrations", _migrations, needed=True),
        # Redis speeds things up; pages go on without it.
        _ask("redis", _redis, needed=False),
        _ask("disk", _disk, needed=True),
    ]


def _ask(name: str, question: Callable[[], bool], *, needed: bool) -> Standing:
    began = time.perf_counter()
    try:
        well = question()
    except (DatabaseError, RedisError, OSError):
        well = False
    return Standing(name, well, needed, round(time.perf_counter() - began, 4))


def _database() -> bool:
    with in_public(), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM tenants_tenant LIMIT 1")
    return True


def _migrations() -> bool:
    """Of the shared schema; an agency that lags behind is a figure, no reason to serve nobody."""
    if not _migrated.get("current"):
        with in_public():
            _migrated["current"] = is_current("public")
    return _migrated["current"]


def _redis() -> bool:
    client = cache._cache.get_client()  # type: ignore[attr-defined]
    return bool(client.ping())


def _disk() -> bool:
    place = settings.VAR
    while not place.exists():
        place = place.parent
    return shutil.disk_usage(place).free >= MIN_FREE_BYTES
