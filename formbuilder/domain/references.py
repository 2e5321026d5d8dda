"""Lists kept outside a form: choices with a life of their own, tables to look things up in.

A form names a list by its key. A published form also carries the revision it was published with,
so a dossier is judged by the list its citizen saw. Where lists are stored is not known here: an
app above puts its source in; lists that come with the platform are always there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final, Literal, Protocol

from motcua.kernel.i18n import I18nText, pick
from motcua.kernel.text import fold

ColumnKind = Literal["text", "number", "date"]
Cell = str | int | float
BUILT_IN: Final = "built-in"
"""Revision of a list that comes with the platform."""
MAX_FOUND: Final = 30


@dataclass(frozen=True, slots=True)
class ReferenceColumn:
    key: str
    label: I18nText
    kind: ColumnKind = "text"


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """``valid_until`` is the last day on which the row may be chosen."""

    code: str
    label: I18nText
    valid_from: date | None = None
    valid_until: date | None = None
    cells: Mapping[str, Cell] = field(default_factory=dict)

    def is_valid(self, day: date | None) -> bool:
        """Without a day nothing is known against it."""
        return day is None or (
            (self.valid_from is None or self.valid_from <= day)
            and (self.valid_until is None or day <= self.valid_until)
        )


@dataclass(frozen=True)
class ReferenceList:
    """One revision of a list; never changes."""

    key: str
    revision: str
    title: I18nText
    rows: Mapping[str, ReferenceRow]
    columns: tuple[ReferenceColumn, ...] = ()
    is_partial: bool = False
    """Only a part of what it is named after: for trying out, not for use."""

    def find(self, code: object) -> ReferenceRow | None:
        return self.rows.get(code) if type(code) is str else None

    def words_for(self, code: str, language: str) -> str:
        row = self.rows.get(code)
        return (pick(row.label, language) or code) if row else code

    def choosable(self, day: date | None) -> Iterator[ReferenceRow]:
        return (row for row in self.rows.values() if row.is_valid(day))

    def search(
        self, words: str, day: date | None = None, limit: int = MAX_FOUND
    ) -> list[ReferenceRow]:
        """Rows whose code begins with the words or whose texts hold all of them, marks aside."""
        wanted = fold(words[:200]).split()
        if not wanted:
            return []
        found: list[ReferenceRow] = []
        for row, text in zip(self.rows.values(), self._texts, strict=True):
            if row.is_valid(day) and all(word in text for word in wanted):
                found.append(row)
        whole = " ".join(wanted)
        found.sort(key=lambda row: not row.code.lower().startswith(whole))
        return found[:limit]

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        return tuple(
            fold(" ".join((row.code, *row.label.values(), *map(str, row.cells.values()))))
            for row in self.rows.values()
        )


class ReferenceSource(Protocol):
    """Where a tenant's own lists are kept."""

    def load(self, key: str, revision: str | None) -> ReferenceList | None:
        """The revision, or the one in use when none is named; ``None`` when there is none."""


class _Nowhere:
    def load(self, key: str, revision: str | None) -> ReferenceList | None:
        return None


_source: ReferenceSource = _Nowhere()
_built_in: dict[str, ReferenceList] = {}


def use_source(source: ReferenceSource) -> ReferenceSource:
    """Put in where lists are kept; gives back the source until now."""
    global _source
    before, _source = _source, source
    return before


def add_built_in(found: ReferenceList) -> None:
    _built_in[found.key] = found


def built_in_lists() -> tuple[ReferenceList, ...]:
    return tuple(_built_in.values())


def find_reference(key: str, revision: str | None = None) -> ReferenceList | None:
    """A list by key; a tenant's own list of that key counts before the platform's."""
    if revision != BUILT_IN and key:
        own = _source.load(key, revision)
        if own is not None or revision is not None:
            return own
    return _built_in.get(key)
