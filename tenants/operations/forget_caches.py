"""Everything of one tenant out of the shared cache; nothing of its neighbours."""

from typing import Any

import structlog
from django.core.cache import cache
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)


def forget_cached(schema: str) -> None:
    """Keys begin with the schema (``django_tenants.cache.make_key``)."""
    backend: Any = getattr(cache, "_cache", None)
    if not hasattr(backend, "get_client"):
        cache.clear()
        return
    try:
        client = backend.get_client(write=True)
        for key in client.scan_iter(match=f"{schema}:*", count=1000):
            client.delete(key)
    except (RedisError, OSError) as error:
        log.warning("cache_unreachable", operation="forget", error=type(error).__name__)
