"""What becomes of an appointment, when people are reminded of it, and who came in time."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

HOLD: Final = timedelta(minutes=10)
DAY_BEFORE: Final = timedelta(days=1)
HOURS_BEFORE: Final = timedelta(hours=2)


class Purpose(TextChoices):
    FILE = "file", _("Nộp hồ sơ")
    ORIGINALS = "originals", _("Nộp bản chính giấy tờ của hồ sơ đã nộp")
    PICKUP = "pickup", _("Nhận kết quả")


class State(TextChoices):
    """``held``: a place kept for some minutes until the code from the text message comes."""

    HELD = "held", _("Đang giữ chỗ")
    BOOKED = "booked", _("Đã hẹn")
    ARRIVED = "arrived", _("Đã đến")
    CANCELLED = "cancelled", _("Đã hủy")
    NO_SHOW = "no_show", _("Không đến")
    EXPIRED = "expired", _("Không xác nhận")


TAKES_A_PLACE: Final = (State.HELD, State.BOOKED, State.ARRIVED)


class Arrival(StrEnum):
    EARLY = "early"
    IN_TIME = "in_time"
    LATE = "late"


def judge_arrival(
    starts_at: datetime, *, now: datetime, early_minutes: int, late_minutes: int
) -> Arrival:
    if now < starts_at - timedelta(minutes=early_minutes):
        return Arrival.EARLY
    if now > starts_at + timedelta(minutes=late_minutes):
        return Arrival.LATE
    return Arrival.IN_TIME


def next_reminder(starts_at: datetime, *, after: datetime) -> datetime | None:
    """A day before, then two hours before. Who books later than that is not reminded at once."""
    moments = (starts_at - DAY_BEFORE, starts_at - HOURS_BEFORE)
    return next((each for each in moments if each > after), None)


def reminder_kind(starts_at: datetime, *, now: datetime) -> str:
    """``day`` or ``hours``, by the time that is left: a sweep that comes late says what is true;
    empty when there is nothing left to remind of."""
    if now >= starts_at:
        return ""
    return "hours" if starts_at - now <= HOURS_BEFORE else "day"
