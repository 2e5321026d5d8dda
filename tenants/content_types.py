"""A ContentType cache that keeps schemas apart.

Django keeps one process-wide cache of content types by primary key. Two tenants may give the
same model different keys, so that cache would hand one tenant the other's ids. django-tenants
therefore empties it at every switch, which costs queries on every request; we key it by schema.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connections


class SchemaKeyedCache:
    """Behaves like the manager's ``_cache`` dict: alias → {key or id → ContentType}."""

    def __init__(self) -> None:
        self._entries: dict[tuple[str, str], dict[Any, ContentType]] = {}
        self._switching = False

    def __getitem__(self, alias: str) -> dict[Any, ContentType]:
        return self._entries[self._key(alias)]

    def setdefault(self, alias: str, default: dict[Any, ContentType]) -> dict[Any, ContentType]:
        return self._entries.setdefault(self._key(alias), default)

    def clear(self) -> None:
        """Forget everything, except when only the tenant is being switched."""
        if not self._switching:
            self._entries.clear()

    @contextmanager
    def kept(self) -> Iterator[None]:
        self._switching = True
        try:
            yield
        finally:
            self._switching = False

    @staticmethod
    def _key(alias: str) -> tuple[str, str]:
        return alias, str(getattr(connections[alias], "schema_name", ""))


cache = SchemaKeyedCache()


def install() -> None:
    ContentType.objects._cache = cache  # type: ignore[attr-defined]
