"""Promised days as a calendar (RFC 5545)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Protocol

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from motcua.kernel.i18n import I18nText, pick


class Promised(Protocol):
    """A dossier with a day: what a line of a list knows of it."""

    @property
    def number(self) -> str: ...
    @property
    def agency(self) -> str: ...
    @property
    def service_name(self) -> I18nText: ...
    @property
    def due_at(self) -> datetime | None: ...
    @property
    def link(self) -> str: ...


def calendar_of(rows: Iterable[Promised], *, now: datetime) -> bytes:
    """One event a dossier. Its UID stays the same, so taking the file in again moves the day
    instead of adding another one."""
    calendar = Calendar()
    calendar.add("prodid", "-//Motcua//VN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Ngày hẹn trả kết quả hồ sơ"))
    for row in rows:
        if row.due_at is not None:
            calendar.add_component(_event(row, row.due_at, now))
    return bytes(calendar.to_ical())


def _event(row: Promised, due_at: datetime, now: datetime) -> Event:
    name = pick(row.service_name, get_language() or "vi")
    event = Event()
    event.add("uid", f"{row.link.rstrip('/').rsplit('/', 1)[-1]}@motcua")
    event.add("dtstamp", now)
    event.add("dtstart", due_at)
    event.add("dtend", due_at + timedelta(minutes=15))
    event.add("summary", _("Hẹn trả: %(name)s") % {"name": name})
    event.add("description", f"{row.number}\n{row.agency}\n{row.link}")
    event.add("location", row.agency)
    event.add("url", row.link)
    reminder = Alarm()
    reminder.add("action", "DISPLAY")
    reminder.add("description", _("Mai đến ngày hẹn trả kết quả"))
    reminder.add("trigger", timedelta(days=-1))
    event.add_component(reminder)
    return event


class Agreed(Protocol):
    """An appointment: what its calendar entry needs."""

    @property
    def code(self) -> str: ...
    @property
    def purpose_name(self) -> str: ...
    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime: ...


def appointment_calendar(booking: Agreed, *, place: str, link: str, now: datetime) -> bytes:
    """The same UID after a move: the calendar's entry moves along."""
    calendar, event, reminder = Calendar(), Event(), Alarm()
    calendar.add("prodid", "-//Motcua//VN")
    calendar.add("version", "2.0")
    event.add("uid", f"{booking.code}@motcua")
    event.add("dtstamp", now)
    event.add("sequence", int(now.timestamp()))
    event.add("dtstart", booking.starts_at)
    event.add("dtend", booking.ends_at)
    event.add("summary", _("Lịch hẹn %(code)s: %(what)s") % {
        "code": booking.code, "what": booking.purpose_name,
    })  # fmt: skip
    event.add("location", place)
    event.add("description", f"{booking.code}\n{link}")
    event.add("url", link)
    reminder.add("action", "DISPLAY")
    reminder.add("description", _("Sắp đến giờ hẹn"))
    reminder.add("trigger", timedelta(hours=-2))
    event.add_component(reminder)
    calendar.add_component(event)
    return bytes(calendar.to_ical())
