"""From one day to another: a stay, a leave, a period of work."""

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Any, Literal

from django.utils.translation import gettext as _
from pydantic import Field as Setting

from formbuilder.domain.dates import day_of
from formbuilder.domain.document import Label
from formbuilder.fieldtypes.base import Issue, Question
from formbuilder.fieldtypes.common import named
from formbuilder.fieldtypes.composite import CompositeConfig, CompositeType, InnerPart
from formbuilder.fieldtypes.date import DateConfig, DateType, IsoDate

When = Literal["any", "past", "today_or_past", "today_or_future", "future"]


class DateRangeConfig(CompositeConfig):
    when: When = "any"
    min: Annotated[IsoDate | None, named("Không sớm hơn ngày", "Not before")] = None
    max: Annotated[IsoDate | None, named("Không muộn hơn ngày", "Not after")] = None
    end_required: Annotated[bool, named("Phải có ngày kết thúc", "The last day is needed")] = True
    max_days: Annotated[
        int | None, Setting(ge=1, le=100_000), named("Dài nhất bao nhiêu ngày", "Most days")
    ] = None
    from_label: Annotated[Label, named("Gọi ngày đầu là", "Name of the first day")] = {}
    to_label: Annotated[Label, named("Gọi ngày cuối là", "Name of the last day")] = {}

    @cached_property
    def inner(self) -> tuple[InnerPart, ...]:
        day = DateConfig(when=self.when, min=self.min, max=self.max)
        first = {"vi": "Từ ngày", "en": "From"} | self.from_label
        last = {"vi": "Đến ngày", "en": "To"} | self.to_label
        return (
            InnerPart("from", DateType(), day, first, required=True),
            InnerPart("to", DateType(), day, last, required=self.end_required),
        )


class DateRange(CompositeType[DateRangeConfig]):
    """Stored as ``{"from": "2026-11-01", "to": "2026-11-05"}``, both days included."""

    key = "date_range"
    label = {"vi": "Khoảng thời gian", "en": "Date range"}
    group = "dates"
    hint = {"vi": "Từ ngày đến ngày", "en": "From one day to another"}
    keywords = ("từ ngày", "đến ngày", "thời hạn", "khoảng", "nghỉ", "tạm trú", "thời gian")
    icon = "calendar-range"
    config = DateRangeConfig

    def check_whole(
        self, value: Any, settings: DateRangeConfig, question: Question
    ) -> Iterator[Issue]:
        first, last = day_of(value.get("from")), day_of(value.get("to"))
        if first is None or last is None:
            return
        known = {"label": question.label, "most": settings.max_days}
        if last < first:
            yield Issue(
                "order", _("%(label)s: ngày kết thúc trước ngày bắt đầu") % known, "-to-day"
            )
        elif settings.max_days and (last - first).days + 1 > settings.max_days:
            message = _("%(label)s dài nhất %(most)d ngày")
            yield Issue("too_long", message % known, "-to-day")

    def check_settings(self, settings: DateRangeConfig) -> Iterator[Issue]:
        yield from settings.inner[0].type.check_settings(settings.inner[0].settings)

    def display(self, value: Any, settings: DateRangeConfig, language: str) -> str:
        shown = [
            part.type.display(value[part.key], part.settings, language)
            if part.key in value
            else "…"
            for part in settings.inner
        ]
        return " – ".join(shown)
