"""Terms as the law writes them, and the due moment each gives on a calendar."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.kernel.errors import Invalid

from .calendar import WorkingCalendar

RECEPTION_WORKING_MINUTES = 8 * 60
"""Online reception must happen within 8 working hours of submission (NĐ 45/2020)."""

_WORKING_DAYS_PER_MONTH = 22
_MINUTES_PER_HOUR = 60


class TermInvalid(Invalid):
    code = "term_invalid"


class TermUnit(StrEnum):
    WORKING_HOURS = "working_hours"
    WORKING_DAYS = "working_days"
    SAME_DAY = "same_day"
    CALENDAR_DAYS = "calendar_days"
    HOURS = "hours"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class DueRule:
    """A term such as "3 working days" or "same day, cut-off 15:00".

    ``cut_off`` is minutes from midnight and used only by ``same_day``, which has no amount.
    """

    unit: TermUnit
    amount: int = 0
    cut_off: int = 15 * 60

    def __post_init__(self) -> None:
        if self.unit is not TermUnit.SAME_DAY and self.amount < 1:
            raise TermInvalid(_("Thời hạn phải lớn hơn 0."), field="amount")


def due_at(*, calendar: WorkingCalendar, rule: DueRule, received_at: datetime) -> datetime:
    """When a dossier received at ``received_at`` is due. Also the full recount after a supplement.

    The clock starts at valid reception, not at submission.
    """
    match rule.unit:
        case TermUnit.WORKING_HOURS:
            return calendar.add_working_minutes(received_at, rule.amount * _MINUTES_PER_HOUR)
        case TermUnit.WORKING_DAYS:
            return calendar.add_working_days(received_at, rule.amount)
        case TermUnit.SAME_DAY:
            return calendar.same_day(received_at, rule.cut_off)
        case TermUnit.CALENDAR_DAYS:
            return calendar.add_calendar_days(received_at, rule.amount)
        case TermUnit.HOURS:
            return calendar.add_hours(received_at, rule.amount)
        case TermUnit.MONTHS:
            return calendar.add_months(received_at, rule.amount)


def reception_due_at(*, calendar: WorkingCalendar, submitted_at: datetime) -> datetime:
    """Until when an online dossier must be received, refused or sent back for supplement."""
    return calendar.add_working_minutes(submitted_at, RECEPTION_WORKING_MINUTES)


def statutory_minutes(rule: DueRule, *, minutes_per_day: int = 480) -> int:
    """The term in working minutes, to compare with the sum of step times.

    Exact for working hours and days; calendar days (5/7), clock hours (of a full day) and months
    (22 working days) are converted by their usual share of working time.
    """
    match rule.unit:
        case TermUnit.WORKING_HOURS:
            return rule.amount * _MINUTES_PER_HOUR
        case TermUnit.WORKING_DAYS:
            return rule.amount * minutes_per_day
        case TermUnit.SAME_DAY:
            return minutes_per_day
        case TermUnit.CALENDAR_DAYS:
            return max(rule.amount * 5 // 7, 1) * minutes_per_day
        case TermUnit.HOURS:
            return max(rule.amount * minutes_per_day // 24, 1)
        case TermUnit.MONTHS:
            return rule.amount * _WORKING_DAYS_PER_MONTH * minutes_per_day


def explain_minutes(minutes: int, *, minutes_per_day: int = 480) -> str:
    """``510`` as "1 ngày làm việc 30 phút", for people."""
    days, rest = divmod(minutes, minutes_per_day)
    hours, left = divmod(rest, _MINUTES_PER_HOUR)
    parts = []
    if days:
        parts.append(ngettext("%(n)d ngày làm việc", "%(n)d ngày làm việc", days) % {"n": days})
    if hours:
        parts.append(ngettext("%(n)d giờ làm việc", "%(n)d giờ làm việc", hours) % {"n": hours})
    if left or not parts:
        parts.append(ngettext("%(n)d phút", "%(n)d phút", left) % {"n": left})
    return " ".join(parts)
