"""Open figures of a tenant, kept for ten minutes, and pictures of them drawn by the server."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.casework.figures.api import Numbers, open_figures
from motcua.identity.api import list_agencies
from motcua.kernel.spreadsheets import csv_text
from tenants.api import current_schema

KEPT: Final = 600
FIRST_YEAR: Final = 2020
_WIDTH: Final = 720
_HEIGHT: Final = 240
_FOOT: Final = 28
_TOP: Final = 22


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    numbers: Numbers


@dataclass(frozen=True, slots=True)
class YearFigures:
    year: int
    made_at: datetime
    total: Numbers
    months: tuple[Line, ...]
    agencies: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """In the units of the picture; ``done`` is the part of the height that is finished."""

    x: float
    y: float
    width: float
    height: float
    done_y: float
    done_height: float
    middle: float
    label: str
    value: int


@dataclass(frozen=True, slots=True)
class Chart:
    width: int
    height: int
    foot: int
    bars: tuple[Bar, ...]


def figures_of(year: int, *, now: datetime) -> YearFigures:
    """Of dossiers submitted in ``year`` (of the tenant's clock)."""
    key = f"portal.figures.{current_schema()}.{year}"
    kept: YearFigures | None = cache.get(key)
    if kept is None:
        kept = _count(year, now)
        cache.set(key, kept, KEPT)
    return kept


def _count(year: int, now: datetime) -> YearFigures:
    zone = timezone.get_current_timezone()
    since = datetime(year, 1, 1, tzinfo=zone)
    found = open_figures(since=since, until=datetime(year + 1, 1, 1, tzinfo=zone))
    names = {each.id: each.name for each in list_agencies()}
    return YearFigures(
        year=year,
        made_at=now,
        total=found.total,
        months=tuple(Line(f"{month:%m/%Y}", numbers) for month, numbers in found.months),
        agencies=tuple(
            Line(names.get(agency, _("Đơn vị khác")), numbers) for agency, numbers in found.agencies
        ),
    )


def chart_of(lines: Sequence[Line]) -> Chart:
    """Bars of dossiers submitted, the finished part darker; the table beside it says the same."""
    most = max((line.numbers.submitted for line in lines), default=0) or 1
    room = _HEIGHT - _FOOT - _TOP
    step = _WIDTH / max(len(lines), 6)
    bars = []
    for place, line in enumerate(lines):
        height = round(room * line.numbers.submitted / most, 1)
        done = round(room * line.numbers.finished / most, 1)
        left = round(place * step + step * 0.15, 1)
        bars.append(
            Bar(
                x=left,
                y=round(_TOP + room - height, 1),
                width=round(step * 0.7, 1),
                height=height,
                done_y=round(_TOP + room - done, 1),
                done_height=done,
                middle=round(left + step * 0.35, 1),
                label=line.label[:2],
                value=line.numbers.submitted,
            )
        )
    return Chart(width=_WIDTH, height=_HEIGHT, foot=_HEIGHT - 8, bars=tuple(bars))


def as_csv(figures: YearFigures) -> str:
    rows: list[list[str | int]] = [
        [_("Loại"), _("Tên"), _("Hồ sơ nộp"), _("Trực tuyến"), _("Đã giải quyết"),
         _("Đúng hạn"), _("Trễ hạn")]
    ]  # fmt: skip
    for kind, lines in ((_("Tháng"), figures.months), (_("Đơn vị"), figures.agencies)):
        for line in lines:
            n = line.numbers
            rows.append([kind, line.label, n.submitted, n.online, n.finished, n.on_time, n.late])
    return csv_text(rows)


def years_until(today: date) -> list[int]:
    return list(range(today.year, max(FIRST_YEAR, today.year - 4) - 1, -1))


def year_asked(told: Mapping[str, str]) -> int:
    """``?nam=``, among the years there are; else this year."""
    years, asked = years_until(timezone.localdate()), told.get("nam", "")
    return int(asked) if asked.isascii() and asked.isdigit() and int(asked) in years else years[0]
