"""What an operator may see and change inside an agency that has agreed: these screens, no others.

A screen says what it needs; what it may need at all is ``MAY_HOLD``. Nothing in that set opens a
dossier, a file, a payment, a report or the audit, and none of the screens makes accounts or roles,
so there is no way from here to any of them.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.utils.functional import Promise

from motcua.kernel.actors import Actor
from motcua.kernel.registry import Registry

MAY_HOLD: Final = frozenset({"tenant.configure", "catalogue.read"})


@dataclass(frozen=True, slots=True)
class SupportTable:
    """A screen's contents: words and numbers about settings."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class SupportField:
    key: str
    label: str
    value: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class SupportScreen:
    """``show`` and ``change`` run inside the tenant. ``fields``: what ``change`` takes; a screen
    without it only shows. ``change`` raises ``DomainError`` for values that will not do."""

    key: str
    label: str | Promise
    scope: str
    show: Callable[[Actor, datetime], list[SupportTable]]
    permissions: frozenset[str] = field(default_factory=frozenset)
    fields: Callable[[], list[SupportField]] | None = None
    change: Callable[[dict[str, str], Actor, datetime], Any] | None = None

    def __post_init__(self) -> None:
        beyond = self.permissions - MAY_HOLD
        if beyond:
            raise ValueError(f"support may never hold {', '.join(sorted(beyond))}")


support_screens: Final = Registry[SupportScreen]("support screen", SupportScreen)
