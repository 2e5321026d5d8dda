"""How somebody wants to see the pages: light or dark, and how large. Kept in a cookie, not with us.

Works without scripts: the choice is an attribute of the page, written by the server.
"""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest

COOKIE: Final = "motcua_view"
THEMES: Final = ("auto", "light", "dark")
SIZES: Final = ("normal", "large", "larger")


@dataclass(frozen=True, slots=True)
class Display:
    theme: str = "auto"
    size: str = "normal"

    def cookie(self) -> str:
        return f"{self.theme}.{self.size}"


USUAL: Final = Display()


def display_of(request: HttpRequest) -> Display:
    """What was chosen; anything unreadable counts as nothing chosen."""
    kept = request.COOKIES.get(COOKIE)
    if kept is None:
        return USUAL
    theme, _dot, size = kept.partition(".")
    return changed(USUAL, theme=theme, size=size)


def changed(before: Display, *, theme: str = "", size: str = "") -> Display:
    return Display(
        theme=theme if theme in THEMES else before.theme,
        size=size if size in SIZES else before.size,
    )
