"""A page rendered once, with holes where a request differs.

Drawing twenty fields with Django's templates costs 12–18 ms; a published form never changes. So a
form page is rendered once per (tenant, version, language, page) with marks in it, cut at the marks,
and every request only fills the gaps (decision 18 of the architecture).

A mark is written between two private-use characters that no cleaned text can hold.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

OPEN: Final = "\ue000"
CLOSE: Final = "\ue001"
ROW: Final = "\ue002"
"""Stands for the row's id in the markup of a repeating group."""
ROW_NUMBER: Final = "\ue003"
_MARK: Final = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
_PRIVATE: Final = re.compile("[\ue000-\uf8ff]")


def hole(kind: str, *arguments: str) -> str:
    """A mark, for use in templates. Arguments are input names and option values."""
    return OPEN + "|".join((kind, *arguments)) + CLOSE


def without_marks(text: str) -> str:
    """Text from a tenant cannot forge a mark."""
    return _PRIVATE.sub("", text)


@dataclass(frozen=True, slots=True)
class Mark:
    kind: str
    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Perforated:
    """Markup cut at its marks: ``texts[0] marks[0] texts[1] …``."""

    texts: tuple[str, ...]
    marks: tuple[Mark, ...]

    @classmethod
    def of(cls, markup: str) -> "Perforated":
        pieces = _MARK.split(markup)
        marks = tuple(
            Mark(kind, tuple(rest)) for kind, *rest in (m.split("|") for m in pieces[1::2])
        )
        return cls(tuple(pieces[::2]), marks)

    def filled(self, fill: Callable[[Mark], str]) -> str:
        """``fill`` returns safe markup for each mark."""
        parts = [self.texts[0]]
        for mark, text in zip(self.marks, self.texts[1:], strict=True):
            parts.append(fill(mark))
            parts.append(text)
        return "".join(parts)

    def partly_filled(self, fill: Callable[[Mark], str | None]) -> "Perforated":
        """Without the marks for which ``fill`` knows the markup already."""
        texts, marks = [self.texts[0]], []
        for mark, text in zip(self.marks, self.texts[1:], strict=True):
            known = fill(mark)
            if known is None:
                marks.append(mark)
                texts.append(text)
            else:
                texts[-1] += known + text
        return Perforated(tuple(texts), tuple(marks))

    def for_row(self, row_id: str, number: int) -> "Perforated":
        """The markup of one row of a group, its id and number put in."""

        def put(text: str) -> str:
            return text.replace(ROW, row_id).replace(ROW_NUMBER, str(number))

        return Perforated(
            tuple(put(text) for text in self.texts),
            tuple(Mark(m.kind, tuple(put(arg) for arg in m.arguments)) for m in self.marks),
        )
