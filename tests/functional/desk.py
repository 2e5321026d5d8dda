"""Staff of the running product: some work over HTTP behind a journey, some in a browser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.journey.officers import Officer
from tests.journey.sites import Site


@dataclass(frozen=True)
class _At(Site):
    """A tenant of a product that need not run where the demo does."""

    address: str = ""

    @property
    def root(self) -> str:
        return self.address


class Desk:
    """``desk["lanhdao"]`` is that officer, signed in when first asked for."""

    def __init__(self, root: str) -> None:
        self.site = _At("", root)
        self._officers: dict[str, Officer] = {}

    def __getitem__(self, username: str) -> Officer:
        if username not in self._officers:
            self._officers[username] = Officer(username, self.site)
        return self._officers[username]

    def seat(self, page: Any, username: str) -> None:
        """``page`` goes on as that officer: how to sign in is looked at elsewhere."""
        found = self[username].cookies(self.site.root)
        page.context.add_cookies(
            [{"name": name, "value": value, "url": self.site.root} for name, value in found.items()]
        )
