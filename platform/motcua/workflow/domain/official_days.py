"""The yearly official list of days off and swapped days in Vietnam.

Source: the PyPI package ``holidays``, which follows the Labour Code 2019 Art. 112 and the yearly
decisions on swapping days. This is the only module that knows the package; what a tenant changes
by hand wins over it (see ``CalendarDay``). It is read when first asked for: with it every start of
every program would take a quarter of a second longer.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class OfficialDays:
    """``off``: days off with their name. ``worked``: weekend days worked in exchange."""

    off: Mapping[date, str]
    worked: frozenset[date]


def official_days(years: Iterable[int]) -> OfficialDays:
    """Days off and make-up days of the years asked for.

    Swaps exist only for years whose decision the package already carries; for later years the
    statutory days alone are known, so a tenant should review its calendar each December.
    """
    found = [_official_year(year) for year in sorted(set(years))]
    off = {day: name for year in found for day, name in year.off.items()}
    return OfficialDays(off=off, worked=frozenset().union(*(year.worked for year in found)))


def last_decided_year() -> int:
    """The last year of which a decision on swapped days is known."""
    from holidays.countries.vietnam import VietnamStaticHolidays

    return max(VietnamStaticHolidays.special_public_holidays)


@lru_cache(maxsize=256)
def _official_year(year: int) -> OfficialDays:
    from holidays.countries.vietnam import Vietnam

    listed = Vietnam(  # type: ignore[no-untyped-call]
        years=[year], expand=False, language="vi"
    )
    return OfficialDays(
        off={day: name for day, name in sorted(listed.items()) if day.year == year},
        worked=frozenset(day for day in listed.weekend_workdays if day.year == year),
    )
