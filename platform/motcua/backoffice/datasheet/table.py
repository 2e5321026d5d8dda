"""Rows of the data sheet: cells, conditions, search."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.backoffice.datasheet.wishes import Condition, Wish
from motcua.casework.api import (
    STATE_NAMES,
    NationalState,
    SheetRow,
    count_sheet_rows,
    stream_sheet_rows,
)
from motcua.catalogue.api import Cell, Column, cell, get_frozen_service
from motcua.kernel.actors import Actor
from motcua.kernel.text import fold

PAGE_SIZE: Final = 50
MAX_SCANNED: Final = 5_000
"""Answers are sealed in the database, so a search opens them one by one; exports open all."""


@dataclass(frozen=True, slots=True)
class Line:
    """A dossier as the screen shows it."""

    row: SheetRow
    state: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """``is_cut``: only the newest 5,000 dossiers were searched."""

    lines: tuple[Line, ...]
    total: int
    is_cut: bool


def look(wish: Wish, *, by: Actor) -> Found:
    """One page of what is asked for."""
    start = (wish.page - 1) * PAGE_SIZE
    everything = count_sheet_rows(wish.dossiers, by=by)
    if not wish.looks_into_answers:
        rows = list(stream_sheet_rows(wish.dossiers, by=by, offset=start, limit=PAGE_SIZE))
        return Found(tuple(_line(row, wish.columns) for row in rows), everything, is_cut=False)
    rows = list(matching_rows(wish, by=by, limit=MAX_SCANNED))
    shown = rows[start : start + PAGE_SIZE]
    lines = tuple(_line(row, wish.columns) for row in shown)
    return Found(lines, len(rows), is_cut=everything > MAX_SCANNED)


def matching_rows(wish: Wish, *, by: Actor, limit: int | None = None) -> Iterator[SheetRow]:
    """All dossiers that fit, newest first; ``limit`` bounds how many are looked at."""
    words = fold(wish.text).split()
    for row in stream_sheet_rows(wish.dossiers, by=by, limit=limit):
        if all(_fits(row, each) for each in wish.conditions) and (
            not words or _mentions(row, wish.columns, words)
        ):
            yield row


def cells_of(row: SheetRow, columns: Sequence[Column], answers: Mapping[str, Any]) -> list[Cell]:
    """``answers`` are the dossier's, or those of one row of a group."""
    form = get_frozen_service(row.version_id).compiled_form
    language = get_language() or "vi"
    return [cell(form, column, answers, language) for column in columns]


def in_words(value: Cell) -> str:
    """A cell as people read it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Có") if value else _("Không")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, int | float | Decimal):
        return str(number_format(value, use_l10n=True, force_grouping=True))
    return value


def state_name(state: int) -> str:
    return str(STATE_NAMES[NationalState(state)])


def local(moment: Any) -> Any:
    """Without a zone, in the tenant's time: spreadsheets know no zones."""
    return timezone.localtime(moment).replace(tzinfo=None, microsecond=0) if moment else None


def _line(row: SheetRow, columns: Sequence[Column]) -> Line:
    words = tuple(in_words(each) for each in cells_of(row, columns, row.answers))
    return Line(row, state_name(row.state), words)


def _mentions(row: SheetRow, columns: Sequence[Column], words: Sequence[str]) -> bool:
    cells = (in_words(each) for each in cells_of(row, columns, row.answers))
    text = fold(" ".join([row.number, *cells]))
    return all(word in text for word in words)


def _fits(row: SheetRow, condition: Condition) -> bool:
    [value] = cells_of(row, [condition.column], row.answers)
    match condition.operator:
        case "trong":
            return value in (None, "")
        case "day":
            return value not in (None, "")
        case "co":
            return fold(condition.value) in fold(in_words(value))
        case "la":
            return _equals(value, condition.value)
        case _:
            return _ordered(value, condition)


def _equals(value: Cell, wanted: str) -> bool:
    number = _as_number(wanted)
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return number is not None and Decimal(str(value)) == number
    if isinstance(value, date):
        return value == _as_day(wanted)
    return fold(in_words(value)) == fold(wanted)


def _ordered(value: Cell, condition: Condition) -> bool:
    """``từ`` and ``đến`` order numbers and days; text has no order people would agree on."""
    wanted: Any = None
    if isinstance(value, date):
        wanted = _as_day(condition.value)
    elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        value, wanted = Decimal(str(value)), _as_number(condition.value)
    if wanted is None:
        return False
    given: Any = value
    return bool(given >= wanted if condition.operator == "tu" else given <= wanted)


def _as_number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.replace(".", "").replace(",", ".") if "," in text else text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _as_day(text: str) -> date | None:
    for pattern in (text, "-".join(reversed(text.split("/")))):
        try:
            return date.fromisoformat(pattern)
        except ValueError:
            continue
    return None
