"""One column counted: bars with their numbers, readable as a table."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

from motcua.backoffice.datasheet.table import cells_of, in_words
from motcua.casework.api import SheetRow
from motcua.catalogue.api import Cell, Column

MAX_BARS: Final = 20
BINS: Final = 10
WIDTH: Final = 400
"""Of the longest bar, in SVG units."""


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    count: int
    percent: int
    width: int


def count_column(rows: Iterable[SheetRow], column: Column) -> list[Bar]:
    """How often each choice, each month, each range of numbers was answered."""
    values = [cells_of(row, [column], row.answers)[0] for row in rows]
    given = [each for each in values if each not in (None, "")]
    empty = len(values) - len(given)
    counts = _counted(given, column)
    if empty:
        counts.append((_("(không trả lời)"), empty))
    most = max((count for _label, count in counts), default=0)
    return [
        Bar(label, count, round(100 * count / len(values)), max(1, round(WIDTH * count / most)))
        for label, count in counts
    ]


def _counted(values: Sequence[Cell], column: Column) -> list[tuple[str, int]]:
    if column.type == "number":
        return _ranges([Decimal(str(each)) for each in values if _is_number(each)])
    if column.type == "date":
        months = Counter(each.strftime("%Y-%m") for each in values if isinstance(each, date))
        return [("/".join(reversed(month.split("-"))), months[month]) for month in sorted(months)]
    words: Counter[str] = Counter()
    for each in values:
        parts = in_words(each).split(", ") if column.type == "choices" else [in_words(each)]
        words.update(parts)
    common = words.most_common()
    rest = sum(count for _label, count in common[MAX_BARS:])
    return [*common[:MAX_BARS], *([(_("(còn lại)"), rest)] if rest else [])]


def _ranges(numbers: Sequence[Decimal]) -> list[tuple[str, int]]:
    if not numbers:
        return []
    kinds = Counter(numbers)
    if len(kinds) <= BINS:
        return [(in_words(number), kinds[number]) for number in sorted(kinds)]
    low, high = min(numbers), max(numbers)
    step = (high - low) / BINS
    counts = [0] * BINS
    for number in numbers:
        counts[min(int((number - low) / step), BINS - 1)] += 1
    edges = [round(low + step * index, 2) for index in range(BINS + 1)]
    return [
        (f"{in_words(edges[index])} – {in_words(edges[index + 1])}", count)
        for index, count in enumerate(counts)
    ]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)
