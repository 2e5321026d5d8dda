"""What somebody asks of the data sheet, read from the address: bookmarks keep it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.casework.api import STATE_NAMES, SheetFilter
from motcua.catalogue.api import AnswerSheet, Column

MAX_CONDITIONS: Final = 3
USUAL_COLUMNS: Final = 8
MAX_TEXT: Final = 200
OPERATORS: Final[dict[str, str | Promise]] = {
    "co": _("có chữ"),
    "la": _("đúng bằng"),
    "tu": _("từ"),
    "den": _("đến"),
    "trong": _("bỏ trống"),
    "day": _("có trả lời"),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """``operator`` is a key of ``OPERATORS``."""

    column: Column
    operator: str
    value: str


@dataclass(frozen=True, slots=True)
class Wish:
    """``columns`` are what is shown, in the sheet's order; only what the reader may see."""

    dossiers: SheetFilter
    columns: tuple[Column, ...]
    conditions: tuple[Condition, ...]
    text: str
    page: int
    from_day: date | None
    until_day: date | None

    @property
    def looks_into_answers(self) -> bool:
        return bool(self.conditions or self.text)

    @property
    def personal(self) -> tuple[Column, ...]:
        """Personal columns this wish shows or searches."""
        used = [*self.columns, *(each.column for each in self.conditions)]
        return tuple(dict.fromkeys(each for each in used if each.is_personal))


def narrowed(sheet: AnswerSheet, *, hidden: frozenset[str], with_personal: bool) -> AnswerSheet:
    """The table without what its reader may not see."""

    def kept(columns: Sequence[Column]) -> tuple[Column, ...]:
        return tuple(
            each
            for each in columns
            if each.id not in hidden and (with_personal or not each.is_personal)
        )

    groups = (replace(each, columns=kept(each.columns)) for each in sheet.groups)
    return replace(
        sheet,
        columns=kept(sheet.columns),
        groups=tuple(each for each in groups if each.columns and each.id not in hidden),
    )


def read_wish(asked: QueryDict, service_id: UUID, columns: Sequence[Column]) -> Wish:
    """``columns`` are those the reader may see. Whatever makes no sense counts as not asked."""
    known = {each.id: each for each in columns}
    chosen = set(asked.getlist("cot"))
    shown = tuple(each for each in columns if each.id in chosen) or tuple(columns[:USUAL_COLUMNS])
    first, last = _day(asked.get("tu", "")), _day(asked.get("den", ""))
    dossiers = SheetFilter(
        service_id=service_id,
        submitted_from=_start(first) if first else None,
        submitted_until=_start(last + timedelta(days=1)) if last and last < date.max else None,
        states=tuple(_states(asked.getlist("trang_thai"))),
    )
    return Wish(
        dossiers=dossiers,
        columns=shown,
        conditions=tuple(_conditions(asked, known)),
        text=asked.get("q", "").strip()[:MAX_TEXT],
        page=_page(asked.get("trang", "1")),
        from_day=first,
        until_day=last,
    )


def _conditions(asked: QueryDict, known: dict[str, Column]) -> Iterator[Condition]:
    for number in range(1, MAX_CONDITIONS + 1):
        column = known.get(asked.get(f"loc{number}", ""))
        operator = asked.get(f"phep{number}", "co")
        value = asked.get(f"gia_tri{number}", "").strip()[:MAX_TEXT]
        if column and operator in OPERATORS and (value or operator in ("trong", "day")):
            yield Condition(column, operator, value)


def _states(asked: Sequence[str]) -> Iterator[int]:
    known = {str(state.value): state.value for state in STATE_NAMES}
    return (known[each] for each in asked if each in known)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _page(text: str) -> int:
    return min(max(int(text), 1), 2_000) if text.isascii() and text.isdecimal() else 1
