"""A date in three inputs; old papers often know only the month or the year of birth."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, ClassVar, Final, Literal

from django.utils.translation import gettext as _
from pydantic import Field as Setting

from formbuilder.domain.cleaning import clean_line
from formbuilder.domain.dates import parts_of
from formbuilder.fieldtypes.base import (
    NOT_GIVEN,
    FieldType,
    Issue,
    Parsed,
    Posted,
    Question,
    wrong_type,
)
from formbuilder.fieldtypes.common import AnswerConfig, named

EXAMPLE: Final = "27 3 1990"
IsoDate = Annotated[str, Setting(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]


class DateConfig(AnswerConfig):
    partial: bool = False
    """Year alone, or month and year, are answers too."""
    when: Literal["any", "past", "today_or_past", "today_or_future", "future"] = "any"
    min: Annotated[IsoDate | None, named("Không sớm hơn ngày", "Not before")] = None
    max: Annotated[IsoDate | None, named("Không muộn hơn ngày", "Not after")] = None
    is_birth_date: bool = False


class DateType(FieldType[DateConfig]):
    key = "date"
    label = {"vi": "Ngày tháng", "en": "Date"}
    group = "dates"
    hint = {"vi": "Ngày, tháng, năm có thật", "en": "A real day, month and year"}
    keywords: ClassVar[tuple[str, ...]] = (
        "ngày",
        "tháng",
        "năm",
        "ngày sinh",
        "ngày cấp",
        "thời hạn",
    )
    icon = "calendar"
    kind = "date"
    widget = "date"
    config = DateConfig
    parts = ("-day", "-month", "-year")
    inputmode = "numeric"
    calculable = True

    def parse(self, posted: Posted, settings: DateConfig, question: Question) -> Parsed:
        given = [posted.one(part) for part in self.parts]
        if all(text is None for text in given):
            return NOT_GIVEN
        day, month, year = (clean_line(text or "") for text in given)
        if not (day or month or year):
            return Parsed(None)
        if issue := self._incomplete(day, month, year, settings, question):
            return Parsed(issue=issue)
        return self._assemble(day, month, year, question)

    def _incomplete(
        self, day: str, month: str, year: str, settings: DateConfig, question: Question
    ) -> Issue | None:
        known = {"label": question.label}
        if not year:
            return Issue("no_year", _("%(label)s phải có năm") % known, "-year")
        if not month and (day or not settings.partial):
            return Issue("no_month", _("%(label)s phải có tháng") % known, "-month")
        if not day and not settings.partial:
            return Issue("no_day", _("%(label)s phải có ngày") % known, "-day")
        return None

    def _assemble(self, day: str, month: str, year: str, question: Question) -> Parsed:
        label = {"label": question.label}
        for text, part in ((year, "-year"), (month, "-month"), (day, "-day")):
            if text and not (text.isascii() and text.isdigit()):
                return Parsed(issue=self._not_a_date(question, part))
        if len(year) != 4:
            message = _("Năm trong %(noun)s phải có đủ 4 chữ số")
            return Parsed(issue=Issue("year", message % {"noun": question.noun}, "-year"))
        if month and not 1 <= int(month[:4]) <= 12:
            message = _("%(label)s phải có tháng từ 1 đến 12")
            return Parsed(issue=Issue("month", message % label, "-month"))
        text = year + "".join(f"-{int(part[:4]):02d}" for part in (month, day) if part)
        if parts_of(text) is None:
            return Parsed(issue=self._not_a_date(question, "-day"))
        return Parsed(text)

    def _not_a_date(self, question: Question, part: str) -> Issue:
        message = _("%(label)s phải là ngày có thật, ví dụ %(example)s")
        return Issue("not_a_date", message % {"label": question.label, "example": EXAMPLE}, part)

    def check(self, value: Any, settings: DateConfig, question: Question) -> Iterator[Issue]:
        parts = parts_of(value) if type(value) is str else None
        if parts is None or (parts[2] is None and not settings.partial):
            yield wrong_type(question)
            return
        known = {"label": question.label, "min": settings.min, "max": settings.max}
        if settings.min and value < settings.min[: len(value)]:
            known["min"] = self.display(settings.min, settings, "vi")
            yield Issue("too_early", _("%(label)s phải từ %(min)s trở đi") % known, "-day")
        if settings.max and value > settings.max[: len(value)]:
            known["max"] = self.display(settings.max, settings, "vi")
            yield Issue("too_late", _("%(label)s không được sau %(max)s") % known, "-day")
        if question.context.today:
            yield from self._check_when(value, question.context.today, settings, question)

    def _check_when(
        self, value: str, today: date, settings: DateConfig, question: Question
    ) -> Iterator[Issue]:
        # A partial date is compared by what it says: 2026 is neither past nor future in 2026.
        now, known = today.isoformat()[: len(value)], {"label": question.label}
        exact = len(value) == 10
        if settings.when == "past" and (value > now or (exact and value == now)):
            yield Issue("not_past", _("%(label)s phải ở trong quá khứ") % known, "-day")
        elif settings.when == "today_or_past" and value > now:
            yield Issue("not_past", _("%(label)s không được sau hôm nay") % known, "-day")
        elif settings.when == "future" and (value < now or (exact and value == now)):
            yield Issue("not_future", _("%(label)s phải ở trong tương lai") % known, "-day")
        elif settings.when == "today_or_future" and value < now:
            yield Issue("not_future", _("%(label)s không được trước hôm nay") % known, "-day")

    def check_settings(self, settings: DateConfig) -> Iterator[Issue]:
        for bound in (settings.min, settings.max):
            if bound and parts_of(bound) is None:
                yield Issue("bounds", _("ngày giới hạn không có thật"))
        if settings.min and settings.max and settings.min > settings.max:
            yield Issue("bounds", _("ngày sớm nhất sau ngày muộn nhất"))

    def display(self, value: Any, settings: DateConfig, language: str) -> str:
        return "/".join(reversed(str(value).split("-")))

    def schema(self, settings: DateConfig) -> dict[str, Any]:
        if settings.partial:
            return {"type": "string", "pattern": r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}
        return {"type": "string", "format": "date"}

    def inputs(self, value: Any, settings: DateConfig) -> dict[str, list[str]]:
        year, month, day = (*str(value).split("-"), "", "")[:3]
        shown = {"-day": day.lstrip("0"), "-month": month.lstrip("0"), "-year": year}
        return {part: [text] for part, text in shown.items()}

    def missing(self, settings: DateConfig, question: Question) -> Issue:
        if question.is_sentence:
            return super().missing(settings, question)
        message = _("Nhập %(noun)s, ví dụ %(example)s")
        known = {"noun": question.noun, "example": EXAMPLE}
        return Issue("required", message % known, "-day")
