"""How much time is left, in words a person uses."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.utils.translation import gettext as _

from motcua.workflow.api import WorkingCalendar, explain_minutes

Tone = Literal["none", "paused", "good", "soon", "late"]
_SOON_MINUTES = 8 * 60
_EXACT_MINUTES = 16 * 60


@dataclass(frozen=True, slots=True)
class DueWords:
    """``text`` such as "còn 2 ngày làm việc"; ``minutes`` of working time left, below 0 late."""

    text: str
    tone: Tone
    minutes: int | None = None

    @property
    def is_late(self) -> bool:
        return self.tone == "late"


def due_in_words(
    *, calendar: WorkingCalendar, due_at: datetime | None, now: datetime, paused: bool = False
) -> DueWords:
    """Hours and minutes are told only when less than two days are left."""
    if paused:
        return DueWords(_("đang tạm dừng tính thời gian"), "paused")
    if due_at is None:
        return DueWords("", "none")
    day = calendar.minutes_per_day
    minutes = calendar.working_minutes_between(now, due_at)
    if now > due_at:
        late = max(-minutes, 1)
        return DueWords(_("quá hạn %(time)s") % {"time": _rounded(late, day)}, "late", -late)
    if minutes == 0:
        return DueWords(_("đến hạn ngay bây giờ"), "soon", 0)
    text = _("còn %(time)s") % {"time": _rounded(minutes, day)}
    return DueWords(text, "soon" if minutes <= _SOON_MINUTES else "good", minutes)


def _rounded(minutes: int, day: int) -> str:
    if minutes >= _EXACT_MINUTES:
        minutes = minutes // day * day
    elif minutes >= 60:
        minutes = minutes // 60 * 60
    return explain_minutes(minutes, minutes_per_day=day)
