"""A number with decimals: a measured area, a rate, a grade."""

from typing import Annotated

from pydantic import Field as Setting

from formbuilder.domain import numbers
from formbuilder.fieldtypes.number import Number, NumberConfig


class DecimalConfig(NumberConfig):
    decimals: Annotated[int, Setting(ge=1, le=numbers.DIGITS)] = 2


class Decimal(Number):
    key = "decimal"
    label = {"vi": "Số thập phân", "en": "Decimal number"}
    hint = {
        "vi": "Số có phần sau dấu phẩy: 12,5 m²",
        "en": "A number with digits after the comma: 12.5 sqm",
    }
    keywords = ("thập phân", "số lẻ", "dấu phẩy", "diện tích", "điểm", "cân nặng", "chiều cao")
    icon = "decimals"
    config = DecimalConfig
