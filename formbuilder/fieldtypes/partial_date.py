"""A date of which perhaps only the year, or month and year, is known."""

from typing import Literal

from formbuilder.fieldtypes.date import DateConfig, DateType


class PartialDateConfig(DateConfig):
    partial: Literal[True] = True


class PartialDate(DateType):
    """Stored as ``1990``, ``1990-03`` or ``1990-03-27``."""

    key = "partial_date"
    label = {"vi": "Ngày tháng có thể thiếu", "en": "Partial date"}
    hint = {
        "vi": "Chỉ cần năm, hoặc tháng và năm, như trên giấy tờ cũ",
        "en": "The year alone, or month and year, as old papers have it",
    }
    keywords = ("năm sinh", "không nhớ ngày", "chỉ năm", "tháng năm", "giấy tờ cũ")
    icon = "calendar-question"
    config = PartialDateConfig
