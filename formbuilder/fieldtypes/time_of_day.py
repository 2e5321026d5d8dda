"""A time of day, ``HH:MM``, in the tenant's own time."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, Final

from django.utils.translation import gettext as _
from pydantic import Field as Setting

from formbuilder.fieldtypes.base import Issue, Question, wrong_type
from formbuilder.fieldtypes.common import AnswerConfig, named
from formbuilder.fieldtypes.wording import WordingType

_TYPED: Final = re.compile(
    r"([0-9]{1,2}) ?(?:[:.h]|giờ) ?([0-9]{2})?(?: ?(?:phút|p))?|([0-9]{2})([0-9]{2})", re.IGNORECASE
)
_STORED: Final = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
ClockTime = Annotated[str, Setting(pattern=r"^(?:[01][0-9]|2[0-3]):[0-5][0-9]$")]


class TimeConfig(AnswerConfig):
    min: Annotated[ClockTime | None, named("Không sớm hơn", "Not before")] = None
    max: Annotated[ClockTime | None, named("Không muộn hơn", "Not after")] = None
    step_minutes: Annotated[
        int, Setting(ge=1, le=60), named("Chia theo bao nhiêu phút", "Steps of minutes")
    ] = 1


class Time(WordingType[TimeConfig]):
    key = "time"
    label = {"vi": "Giờ", "en": "Time"}
    group = "dates"
    hint = {"vi": "Giờ và phút trong ngày, ví dụ 8:30", "en": "Hour and minute, such as 8:30"}
    keywords = ("giờ", "phút", "lúc", "thời gian", "giờ hẹn", "giờ sinh")
    icon = "clock"
    widget = "short"
    config = TimeConfig
    personal_data = "none"

    def normalise(self, text: str, settings: TimeConfig) -> str:
        match = _TYPED.fullmatch(text)
        if match is None:
            return text[:100]
        hour, minute = match[1] or match[3], match[2] or match[4] or "00"
        return f"{int(hour):02d}:{minute}"

    def check(self, value: Any, settings: TimeConfig, question: Question) -> Iterator[Issue]:
        known = {"label": question.label, "noun": question.noun}
        if not self.is_text(value):
            yield wrong_type(question)
        elif not _STORED.fullmatch(value):
            yield Issue("time", _("Nhập %(noun)s có giờ và phút, ví dụ 8:30") % known)
        elif settings.min and value < settings.min:
            bound = known | {"bound": settings.min}
            yield Issue("too_early", _("%(label)s phải từ %(bound)s trở đi") % bound)
        elif settings.max and value > settings.max:
            bound = known | {"bound": settings.max}
            yield Issue("too_late", _("%(label)s không được sau %(bound)s") % bound)
        elif int(value[3:]) % settings.step_minutes:
            step = {"label": question.label, "step": settings.step_minutes}
            yield Issue("step", _("%(label)s: số phút phải chia hết cho %(step)d") % step)

    def check_settings(self, settings: TimeConfig) -> Iterator[Issue]:
        if settings.min and settings.max and settings.min > settings.max:
            yield Issue("bounds", _("giờ sớm nhất sau giờ muộn nhất"))

    def schema(self, settings: TimeConfig) -> dict[str, Any]:
        return {"type": "string", "pattern": "^(?:[01][0-9]|2[0-3]):[0-5][0-9]$"}

    def attributes(self, settings: TimeConfig) -> dict[str, str]:
        return {"maxlength": "20", "autocomplete": "off"}
