"""The one mechanism behind every extension point (architecture, decision 16)."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Generic, Protocol, TypeVar

from motcua.kernel.errors import NotFound


class Plugin(Protocol):
    """What a registry asks of everything in it: a stable key, stored as text in the database."""

    @property
    def key(self) -> str: ...


T = TypeVar("T", bound=Plugin)
_KEY = re.compile(r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$")


class UnknownPlugin(NotFound):
    code = "unknown_plugin"


class Registry(Generic[T]):
    """Named plugins of one kind. Registration happens in ``AppConfig.ready`` of the plugin."""

    def __init__(self, kind: str, base: type[T]) -> None:
        self.kind = kind
        self._base = base
        self._plugins: dict[str, T] = {}

    def register(self, plugin: T) -> T:
        """Add ``plugin``. Raises ``TypeError``/``ValueError``: such a fault is the programmer's."""
        if not isinstance(plugin, self._base):
            raise TypeError(f"{plugin!r} is not a {self._base.__name__}")
        if not _KEY.match(plugin.key):
            raise ValueError(f"{plugin.key!r} is not a plugin key")
        if plugin.key in self._plugins:
            raise ValueError(f"{self.kind} {plugin.key!r} is registered twice")
        self._plugins[plugin.key] = plugin
        return plugin

    def get(self, key: str) -> T:
        try:
            return self._plugins[key]
        except KeyError:
            raise UnknownPlugin(f"{self.kind}: {key}") from None

    def keys(self) -> list[str]:
        return sorted(self._plugins)

    def __contains__(self, key: object) -> bool:
        return key in self._plugins

    def __iter__(self) -> Iterator[T]:
        return iter([self._plugins[key] for key in self.keys()])

    @contextmanager
    def temporarily(self, plugin: T) -> Iterator[T]:
        """Register for the length of a test."""
        self.register(plugin)
        try:
            yield plugin
        finally:
            del self._plugins[plugin.key]
