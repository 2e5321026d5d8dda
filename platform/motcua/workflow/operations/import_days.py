"""A list of days off and make-up days taken in as a whole, as the yearly decision gives it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.kernel.actors import Actor
from motcua.kernel.text import fold
from motcua.workflow.domain.calendar import CalendarInvalid
from motcua.workflow.domain.official_days import official_days
from motcua.workflow.models import CalendarDay, DayKind
from motcua.workflow.operations.calendar_rows import check_and_save, lock_calendar, record_change
from motcua.workflow.permissions import WorkflowPermission
from motcua.workflow.queries.calendars import parse_sessions

MAX_LINES: Final = 400
_DATE: Final = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$|^(\d{4})-(\d{2})-(\d{2})$")
_KINDS: Final = {
    "nghi": DayKind.OFF, "off": DayKind.OFF,
    "lam": DayKind.WORKING, "lam viec": DayKind.WORKING, "lam bu": DayKind.WORKING,
    "working": DayKind.WORKING,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DayLine:
    day: date
    kind: str
    name: str = ""
    sessions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LineFault:
    number: int
    message: str


def read_day_lines(text: str) -> tuple[list[DayLine], list[LineFault]]:
    """Lines such as ``22/08/2026; làm bù; hoán đổi; 07:00-11:30, 13:30-17:00``.

    The date, off or worked, then a name and hours if wanted; empty lines and a head line do not
    count. Every faulty line is told, none is guessed at.
    """
    found: dict[date, DayLine] = {}
    faults: list[LineFault] = []
    lines = text.lstrip("\ufeff").splitlines()
    if len(lines) > MAX_LINES:
        words = _("Danh sách dài hơn %(most)d dòng.") % {"most": MAX_LINES}
        return [], [LineFault(MAX_LINES + 1, words)]
    for number, line in enumerate(lines, start=1):
        cells = [cell.strip() for cell in re.split(r"[;\t]", line)]
        if not any(cells) or (number == 1 and fold(cells[0]) == "ngay"):
            continue
        try:
            read = _line(cells)
            if read.day in found:
                raise CalendarInvalid(_("Ngày này đã có ở dòng trước."))
        except CalendarInvalid as error:
            faults.append(LineFault(number, error.message))
        else:
            found[read.day] = read
    return [found[day] for day in sorted(found)], faults


def official_lines(year: int) -> list[DayLine]:
    """The official list of a year as lines, to be looked at, changed and taken in."""
    official = official_days([year])
    off = [DayLine(day, DayKind.OFF, name) for day, name in official.off.items()]
    worked = [DayLine(day, DayKind.WORKING, _("Làm bù")) for day in official.worked]
    return sorted([*off, *worked], key=lambda line: line.day)


def import_calendar_days(
    *,
    lines: Sequence[DayLine],
    by: Actor,
    now: datetime,
    agency_id: UUID | None = None,
    replace_year: int | None = None,
) -> int:
    """All of them or none; ``replace_year`` drops that year's own days first.

    Returns how many days the calendar now keeps of them. Raises ``CalendarInvalid``.
    """
    by.require(WorkflowPermission.CONFIGURE)
    if not lines:
        raise CalendarInvalid(_("Danh sách không có ngày nào."))
    with transaction.atomic():
        calendar = lock_calendar(agency_id)
        if replace_year is not None:
            calendar.days.filter(day__year=replace_year).delete()
        calendar.days.filter(day__in=[line.day for line in lines]).delete()
        CalendarDay.objects.bulk_create(
            CalendarDay(
                calendar=calendar,
                day=line.day,
                kind=line.kind,
                name=line.name[:200],
                sessions=list(line.sessions),
            )
            for line in lines
        )
        check_and_save(calendar)
        data = {"days": _told(lines), "replaced_year": replace_year}
        record_change("workflow.days_imported", calendar, by=by, at=now, data=data)
    return len(lines)


def drop_agency_calendar(*, agency_id: UUID, by: Actor, now: datetime) -> None:
    """The unit follows the tenant's calendar again. A unit without its own changes nothing."""
    by.require(WorkflowPermission.CONFIGURE)
    with transaction.atomic():
        calendar = lock_calendar(agency_id)
        record_change("workflow.calendar_dropped", calendar, by=by, at=now, data={})
        calendar.delete()


def _line(cells: list[str]) -> DayLine:
    day = _day(cells[0])
    kind = _KINDS.get(fold(cells[1])) if len(cells) > 1 else None
    if kind is None:
        raise CalendarInvalid(_("Cột thứ hai phải là “nghỉ” hoặc “làm bù”."))
    name = cells[2] if len(cells) > 2 else ""
    written = cells[3] if len(cells) > 3 else ""
    sessions = tuple(part.strip() for part in written.split(",") if part.strip())
    if sessions and kind == DayKind.OFF:
        raise CalendarInvalid(_("Ngày nghỉ không có giờ làm việc."))
    try:
        parse_sessions(list(sessions))
    except ValueError as broken:
        raise CalendarInvalid(_("Giờ làm việc phải viết như 07:00-11:30.")) from broken
    return DayLine(day, kind, name, sessions)


def _day(text: str) -> date:
    found = _DATE.match(text)
    if found is None:
        raise CalendarInvalid(_("Ngày phải viết như 30/04/2026."))
    first = [int(part) for part in found.groups() if part is not None]
    year, month, day = first if found.group(4) else reversed(first)
    try:
        return date(year, month, day)
    except ValueError as broken:
        raise CalendarInvalid(_("Không có ngày này trong lịch.")) from broken


def _told(lines: Iterable[DayLine]) -> list[list[str]]:
    return [[line.day.isoformat(), line.kind, line.name] for line in lines]
