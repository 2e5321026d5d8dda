"""How somebody wants to see the pages: colours, size, contrast, and how much may be fetched.

Kept in a cookie, not with us. Works without scripts: each choice is an attribute of the page,
written by the server. A browser that asks for little data (``Save-Data``) is given little until
its owner says otherwise.
"""

from dataclasses import dataclass, replace
from typing import Final

from django.http import HttpRequest

COOKIE: Final = "motcua_view"
THEMES: Final = ("auto", "light", "dark")
SIZES: Final = ("normal", "large", "larger")
CONTRASTS: Final = ("auto", "high")
AMOUNTS: Final = ("auto", "full", "low")


@dataclass(frozen=True, slots=True)
class Display:
    theme: str = "auto"
    size: str = "normal"
    contrast: str = "auto"
    amount: str = "auto"
    is_asked_to_save: bool = False
    """By the browser itself; what its owner chose here goes before it."""

    @property
    def is_low(self) -> bool:
        """No pictures, no typeface, no script that is not needed."""
        return self.amount == "low" or (self.amount == "auto" and self.is_asked_to_save)

    def cookie(self) -> str:
        return f"{self.theme}.{self.size}.{self.contrast}.{self.amount}"


USUAL: Final = Display()
_SAVING: Final = Display(is_asked_to_save=True)


def display_of(request: HttpRequest) -> Display:
    """What was chosen; anything unreadable counts as nothing chosen."""
    usual = _SAVING if request.META.get("HTTP_SAVE_DATA", "").lower() == "on" else USUAL
    kept = request.COOKIES.get(COOKIE)
    if kept is None:
        return usual
    theme, size, contrast, amount = (*kept.split(".")[:4], "", "", "", "")[:4]
    return changed(usual, theme=theme, size=size, contrast=contrast, amount=amount)


def changed(
    before: Display, *, theme: str = "", size: str = "", contrast: str = "", amount: str = ""
) -> Display:
    return replace(
        before,
        theme=theme if theme in THEMES else before.theme,
        size=size if size in SIZES else before.size,
        contrast=contrast if contrast in CONTRASTS else before.contrast,
        amount=amount if amount in AMOUNTS else before.amount,
    )
