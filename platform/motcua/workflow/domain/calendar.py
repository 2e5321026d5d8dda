"""The working-time clock of a tenant: when an office works and when a term ends.

Working hours are tenant configuration; holidays and make-up Saturdays follow the yearly official
list. Three conventions hold everywhere:

* time outside working hours counts from the next opening;
* a term counted in days leaves out the day it starts on (Civil Code 2015, Art. 147) and ends
  when the office closes on its last day;
* a result never falls on a day off.

All instants in and out are aware; results are in UTC.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from motcua.kernel.errors import Invalid

from .calendar_table import (
    MICROS_PER_DAY,
    MICROS_PER_MINUTE,
    DayPlan,
    Session,
    SessionTable,
    build_table,
)

_ORIGIN = datetime(1, 1, 1)  # noqa: DTZ001 -- local wall clock, zone kept apart
_UTC_ORIGIN = datetime(1, 1, 1, tzinfo=UTC)
_FIRST_YEAR, _LAST_YEAR = 1976, 2200

DEFAULT_ZONE = "Asia/Ho_Chi_Minh"
OFFICE_DAY: DayPlan = (Session.parse("07:00-11:30"), Session.parse("13:30-17:00"))
OFFICE_WEEK: tuple[DayPlan, ...] = (OFFICE_DAY,) * 5 + ((), ())


class CalendarInvalid(Invalid):
    """The calendar cannot count: no working day at all, or sessions that overlap."""

    code = "calendar_invalid"


class CalendarExhausted(Invalid):
    """The term runs out of the years a calendar is kept for (1976 to 2200)."""

    code = "calendar_exhausted"


class WorkingCalendar:
    """Immutable. Day tables are laid out per year on first use and shared by all callers."""

    __slots__ = ("_offset", "_table", "_zone", "holidays", "week", "workdays")

    def __init__(
        self,
        *,
        week: Sequence[DayPlan] = OFFICE_WEEK,
        holidays: Mapping[date, str] | None = None,
        workdays: Mapping[date, DayPlan] | None = None,
        zone: str = DEFAULT_ZONE,
    ) -> None:
        """``week`` runs Monday to Sunday; ``workdays`` are single days with their own sessions.

        An empty plan in ``workdays`` means "the sessions of an ordinary working day". A day in
        both maps is worked: the make-up day is always the later decision.
        """
        self.week: tuple[DayPlan, ...] = tuple(_checked(plan) for plan in week)
        if len(self.week) != 7 or not any(self.week):
            raise CalendarInvalid(_("Lịch làm việc phải có ít nhất một ngày làm việc trong tuần."))
        ordinary = next(plan for plan in self.week if plan)
        self.holidays: Mapping[date, str] = MappingProxyType(dict(holidays or {}))
        self.workdays: Mapping[date, DayPlan] = MappingProxyType(
            {day: _checked(plan) or ordinary for day, plan in (workdays or {}).items()}
        )
        self._zone = ZoneInfo(zone)
        self._offset = _constant_offset(zone)
        self._table = SessionTable(0, -1, (), (), (), 0, (), (), 0, 0)

    # -- days ---------------------------------------------------------------------------------

    @property
    def zone(self) -> ZoneInfo:
        return self._zone

    def plan_of(self, day: date) -> DayPlan:
        """The sessions of one day, empty on a day off."""
        plan = self.workdays.get(day)
        if plan is not None:
            return plan
        return () if day in self.holidays else self.week[day.weekday()]

    def is_working_day(self, day: date) -> bool:
        return bool(self.plan_of(day))

    def local_date(self, moment: datetime) -> date:
        return moment.astimezone(self._zone).date()

    @property
    def minutes_per_day(self) -> int:
        """Length of an ordinary working day, used to compare terms in days with terms in hours."""
        return sum(session.minutes for session in next(plan for plan in self.week if plan))

    # -- working time -------------------------------------------------------------------------

    def next_working_moment(self, moment: datetime) -> datetime:
        """The moment itself when the office is open, else its next opening."""
        return self._aware(self._opening(self._local(moment)))

    def is_open(self, moment: datetime) -> bool:
        local = self._local(moment)
        table = self._covering(local)
        index = bisect_right(table.starts, local) - 1
        return index >= 0 and local < table.ends[index]

    def add_working_minutes(self, moment: datetime, minutes: int) -> datetime:
        """The earliest moment by which that much working time has passed since ``moment``."""
        return self.add_working_time(moment, timedelta(minutes=minutes))

    def add_working_time(self, moment: datetime, length: timedelta) -> datetime:
        amount = _micros(length)
        if amount < 0:
            return self.subtract_working_time(moment, -length)
        if amount == 0:
            return self.next_working_moment(moment)
        local = self._local(moment)
        table = self._covering(local)
        target = _worked(table, local) + amount
        while target > table.total:
            grown = self._grow(
                table.last_year + 1 + (target - table.total) // (366 * MICROS_PER_DAY)
            )
            target += _worked(grown, local) - _worked(table, local)
            table = grown
        index = bisect_left(table.worked_before, target) - 1
        return self._aware(table.starts[index] + target - table.worked_before[index])

    def subtract_working_minutes(self, moment: datetime, minutes: int) -> datetime:
        """The latest moment from which ``minutes`` of working time lead to ``moment``."""
        return self.subtract_working_time(moment, timedelta(minutes=minutes))

    def subtract_working_time(self, moment: datetime, length: timedelta) -> datetime:
        amount = _micros(length)
        local = self._local(moment)
        table = self._covering(local)
        target = _worked(table, local) - amount
        while target < 0:
            grown = self._grow(table.first_year - 1 + target // (366 * MICROS_PER_DAY))
            target = _worked(grown, local) - amount
            table = grown
        index = bisect_right(table.worked_before, target) - 1
        return self._aware(table.starts[index] + target - table.worked_before[index])

    def working_time_between(self, start: datetime, end: datetime) -> timedelta:
        """Working time from ``start`` to ``end``; negative when ``end`` comes first."""
        first, last = self._local(start), self._local(end)
        self._covering(first)
        table = self._covering(last)
        return timedelta(microseconds=_worked(table, last) - _worked(table, first))

    def working_minutes_between(self, start: datetime, end: datetime) -> int:
        """Whole working minutes from ``start`` to ``end``, rounded towards zero."""
        between = _micros(self.working_time_between(start, end))
        return abs(between) // MICROS_PER_MINUTE * (1 if between >= 0 else -1)

    # -- days, hours, months ------------------------------------------------------------------

    def add_working_days(self, moment: datetime, days: int) -> datetime:
        """Closing time of the ``days``-th working day after the day ``moment`` counts for.

        Received Friday 24/04/2026 16:00 with 3 days ends Monday 04/05/2026 at closing, because
        27/04, 30/04 and 01/05 are days off.
        """
        return self._aware(self._closing_after(self._opening(self._local(moment)), days))

    def _closing_after(self, local: int, days: int) -> int:
        start = local // MICROS_PER_DAY + 1
        table = self._table
        index = bisect_left(table.days, start) + days
        while index >= len(table.days):
            table = self._grow(table.last_year + 1 + days // 366)
            index = bisect_left(table.days, start) + days
        while index < 0:
            table = self._grow(table.first_year - 1)
            index = bisect_left(table.days, start) + days
        return table.day_ends[index]

    def add_calendar_days(self, moment: datetime, days: int) -> datetime:
        """Closing time of the last day; moved to the next working day when that is a day off."""
        start = self.local_date(self.next_working_moment(moment))
        return self.closing_on_or_after(start + timedelta(days=days))

    def add_months(self, moment: datetime, months: int) -> datetime:
        """Closing time of the same day ``months`` later (last day of a shorter month)."""
        start = self.local_date(self.next_working_moment(moment))
        return self.closing_on_or_after(_months_later(start, months))

    def add_hours(self, moment: datetime, hours: int) -> datetime:
        """Clock hours, day and night; moved to the next opening when the office is closed."""
        return self.next_working_moment(moment + timedelta(hours=hours))

    def same_day(self, moment: datetime, cut_off: int) -> datetime:
        """Closing time of the day; of the next working day when later than ``cut_off``.

        ``cut_off`` is in minutes from midnight; exactly at the cut-off is still the same day.
        """
        start = self._opening(self._local(moment))
        late = start % MICROS_PER_DAY > cut_off * MICROS_PER_MINUTE
        return self._aware(self._closing_after(start, 1 if late else 0))

    def closing_on_or_after(self, day: date) -> datetime:
        """Closing time of ``day``, or of the first working day after it."""
        table = self._covering((day.toordinal() - 1) * MICROS_PER_DAY)
        index = bisect_left(table.days, day.toordinal())
        while index >= len(table.days):
            table = self._look_further()
            index = bisect_left(table.days, day.toordinal())
        return self._aware(table.day_ends[index])

    # -- pauses -------------------------------------------------------------------------------

    def extend(self, due: datetime, *, paused_at: datetime, resumed_at: datetime) -> datetime:
        """Move ``due`` by the working time that passed in the pause, never earlier than it was."""
        elapsed = self.working_time_between(paused_at, resumed_at)
        return self.add_working_time(due, elapsed) if elapsed > timedelta() else due

    # -- tables and conversions ---------------------------------------------------------------

    def _opening(self, local: int) -> int:
        table = self._covering(local)
        index = bisect_right(table.ends, local)
        while index == len(table.ends):
            table = self._look_further()
            index = bisect_right(table.ends, local)
        return max(local, table.starts[index])

    def _local(self, moment: datetime) -> int:
        if moment.tzinfo is None:
            raise ValueError("a working calendar needs aware moments")
        if self._offset is not None:
            return _micros(moment - _UTC_ORIGIN) + self._offset
        return _micros(moment.astimezone(self._zone).replace(tzinfo=None) - _ORIGIN)

    def _aware(self, local: int) -> datetime:
        if self._offset is not None:
            return _UTC_ORIGIN + timedelta(microseconds=local - self._offset)
        naive = _ORIGIN + timedelta(microseconds=local)
        return naive.replace(tzinfo=self._zone).astimezone(UTC)

    def _covering(self, local: int) -> SessionTable:
        table = self._table
        if table.safe_from <= local < table.safe_until:
            return table
        year = date.fromordinal(local // MICROS_PER_DAY + 1).year
        if not table.first_year < year < table.last_year:
            self._grow(year - 1)
            table = self._grow(year + 1)
        return table

    def _look_further(self) -> SessionTable:
        """Twice as many years: one by one would lay out all years before anew each time."""
        first, last = self._table.first_year, self._table.last_year
        return self._grow(max(last + 1, min(2 * last - first + 1, _LAST_YEAR)))

    def _grow(self, year: int) -> SessionTable:
        """Return a table that also holds ``year``. Replaced whole, so readers never see a half."""
        table = self._table
        if table.first_year <= year <= table.last_year:
            return table
        if not _FIRST_YEAR <= year <= _LAST_YEAR:
            raise CalendarExhausted(
                _("Thời hạn vượt ra ngoài các năm mà lịch làm việc có thể tính."),
                year=year,
            )
        empty = table.first_year > table.last_year
        table = build_table(
            first_year=year if empty else min(year, table.first_year),
            last_year=year + 3 if empty else max(year, table.last_year),
            plan_of=self.plan_of,
        )
        self._table = table
        return table


@lru_cache(maxsize=64)
def _constant_offset(zone: str) -> int | None:
    """The zone's distance from UTC when it never changes in our years, else ``None``.

    Vietnam keeps UTC+7 without summer time, which spares two zone conversions per due date.
    """
    info = ZoneInfo(zone)
    offsets = {
        datetime(year, month, 1, tzinfo=info).utcoffset()
        for year in range(_FIRST_YEAR, _LAST_YEAR)
        for month in range(1, 13)
    }
    only = offsets.pop()
    return None if offsets or only is None else _micros(only)


def _worked(table: SessionTable, local: int) -> int:
    index = bisect_right(table.starts, local) - 1
    if index < 0:
        return 0
    start = table.starts[index]
    return table.worked_before[index] + min(local, table.ends[index]) - start


def _micros(length: timedelta) -> int:
    return (length.days * 86_400 + length.seconds) * 1_000_000 + length.microseconds


def _checked(plan: DayPlan) -> DayPlan:
    ordered = tuple(sorted(plan))
    if any(left.end > right.start for left, right in pairwise(ordered)):
        raise CalendarInvalid(_("Các buổi làm việc trong ngày bị chồng lên nhau."))
    return ordered


def _months_later(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(
        date(year, month + 1, 1) + timedelta(days=day.day - 1),
        following - timedelta(days=1),
    )
