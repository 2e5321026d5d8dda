"""A share of a hundred, stored as the number before the sign: ``12.5`` is 12,5 %."""

from typing import Annotated

from pydantic import Field as Setting

from formbuilder.domain import numbers
from formbuilder.domain.document import Label
from formbuilder.fieldtypes.number import Bound, Number, NumberConfig


class PercentageConfig(NumberConfig):
    min: Bound | None = 0
    max: Bound | None = 100
    decimals: Annotated[int, Setting(ge=0, le=numbers.DIGITS)] = 2
    unit: Label = {"vi": "%", "en": "%"}


class Percentage(Number):
    key = "percentage"
    label = {"vi": "Tỷ lệ phần trăm", "en": "Percentage"}
    hint = {"vi": "Từ 0 đến 100 %, ví dụ tỷ lệ vốn góp", "en": "0 to 100 %, such as a share"}
    keywords = ("phần trăm", "tỷ lệ", "tỉ lệ", "vốn góp", "lãi suất", "%")
    icon = "percent"
    config = PercentageConfig

    def bare(self, text: str) -> str:
        return text.removesuffix("%").rstrip()
