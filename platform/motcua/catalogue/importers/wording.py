"""Texts of foreign files: cleaned, cut to what a draft holds, and made into names."""

import html
import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from motcua.kernel.text import fold

MAX_LABEL: Final = 500
MAX_PROSE: Final = 20_000

# Marks that make text look other than it is: direction overrides, zero-width characters.
_HIDDEN: Final = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
)
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]|[\ud800-\udfff]")
_BLANKS: Final = re.compile("[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_TAG: Final = re.compile(r"<[^<>]{0,2000}>")
_SILENT: Final = re.compile(r"<(script|style)\b.{0,100000}?</\1\s*>", re.IGNORECASE | re.DOTALL)
_NOT_NAME: Final = re.compile(r"[^a-z0-9]+")


def has_hidden(text: str) -> bool:
    return bool(_HIDDEN.search(text) or _CONTROL.search(text))


def clean(text: object, *, lines: bool = False, limit: int = MAX_LABEL) -> str:
    """Composed text without hidden characters; one line unless ``lines``; cut at ``limit``."""
    if not isinstance(text, str):
        text = "" if text is None else str(text)
    # Nothing beyond a few times the limit can matter; a megabyte label costs nothing.
    text = unicodedata.normalize("NFC", text[: 4 * limit].replace("\r\n", "\n").replace("\r", "\n"))
    text = _HIDDEN.sub("", _CONTROL.sub(" ", text))
    if lines:
        rows = [_BLANKS.sub(" ", row).strip() for row in text.split("\n")]
        text = re.sub(r"\n{3,}", "\n\n", "\n".join(rows)).strip()
    else:
        text = _BLANKS.sub(" ", text.replace("\n", " ")).strip()
    return cut(text, limit)


def cut(text: str, limit: int) -> str:
    """At most ``limit`` characters, at a word's end, with a mark that something is missing."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    space = head.rfind(" ")
    return (head[:space] if space > limit // 2 else head).rstrip() + "…"


def without_markup(text: str) -> str:
    """The words of a piece of HTML; scripts and styles have none."""
    spaced = re.sub(r"(?i)<(br|/p|/div|/li|/h[1-6])\b[^<>]{0,200}>", "\n", text[:200_000])
    return html.unescape(_TAG.sub("", _SILENT.sub("", spaced)))


def has_markup(text: str) -> bool:
    return bool(_TAG.search(text[:200_000]))


def name_from(text: str, *, limit: int = 50, fallback: str = "muc") -> str:
    """``Họ và tên (bố)`` becomes ``ho_va_ten_bo``; begins with a letter."""
    name = _NOT_NAME.sub("_", fold(text[:400])).strip("_")[:limit].strip("_")
    if not name:
        return fallback
    return name if name[0].isalpha() else f"{fallback}_{name}"[:limit].strip("_")


def slug_from(text: str, *, tail: str = "", limit: int = 90) -> str:
    """A page address; ``tail`` (a code) always stays whole."""
    ending = _NOT_NAME.sub("-", fold(tail)).strip("-")
    room = limit - len(ending) - 1 if ending else limit
    head = _NOT_NAME.sub("-", fold(text[:400])).strip("-")[:room].strip("-")
    return "-".join(part for part in (head, ending) if part) or "dich-vu"


class Names:
    """Gives each thing a name of its own: ``ho_ten``, then ``ho_ten_2``."""

    def __init__(self, taken: Iterable[str] = (), *, limit: int = 50) -> None:
        self._taken = {name.lower() for name in taken}
        self._next: dict[str, int] = {}
        self._limit = limit

    def give(self, wanted: str) -> str:
        if wanted.lower() not in self._taken:
            self._taken.add(wanted.lower())
            return wanted
        number = self._next.get(wanted, 2)
        while True:
            ending = f"_{number}"
            name = wanted[: self._limit - len(ending)] + ending
            number += 1
            if name.lower() not in self._taken:
                self._next[wanted] = number
                self._taken.add(name.lower())
                return name
