"""An amount of Vietnamese dong, stored as a whole number."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, Final

from django.utils.translation import gettext as _
from pydantic import Field as Setting

from formbuilder.domain.cleaning import clean_line
from formbuilder.fieldtypes.base import (
    NOT_GIVEN,
    FieldType,
    Issue,
    Parsed,
    Posted,
    Question,
    wrong_type,
)
from formbuilder.fieldtypes.common import AnswerConfig
from formbuilder.fieldtypes.numerals import read_numeral
from motcua.kernel.money import Money as Amount

LARGEST: Final = 10**15 - 1
_CURRENCY: Final = re.compile(r"\s*(?:đồng|vnđ|vnd|đ|₫)\.?$", re.IGNORECASE)
Dong = Annotated[int, Setting(ge=-LARGEST, le=LARGEST)]


class MoneyConfig(AnswerConfig):
    min: Dong = 0
    max: Dong = LARGEST


class Money(FieldType[MoneyConfig]):
    key = "money"
    label = {"vi": "Số tiền", "en": "Amount of money"}
    group = "numbers"
    hint = {"vi": "Số tiền bằng đồng", "en": "An amount in dong"}
    keywords = ("tiền", "đồng", "giá trị", "thu nhập", "vnd")
    icon = "banknote"
    kind = "money"
    widget = "money"
    config = MoneyConfig
    personal_data = "none"
    inputmode = "numeric"
    calculable = True

    def parse(self, posted: Posted, settings: MoneyConfig, question: Question) -> Parsed:
        given = posted.one()
        if given is None:
            return NOT_GIVEN
        text = _CURRENCY.sub("", clean_line(given)).strip()
        if not text:
            return Parsed(None)
        plain = read_numeral(text, decimals=0)
        if plain is None or "." in plain:
            message = _("%(label)s phải là số tiền bằng đồng, ví dụ 1.500.000")
            return Parsed(issue=Issue("not_money", message % {"label": question.label}))
        return Parsed(int(plain))

    def check(self, value: Any, settings: MoneyConfig, question: Question) -> Iterator[Issue]:
        if type(value) is not int or abs(value) > LARGEST:
            yield wrong_type(question)
        elif value < settings.min:
            known = {"label": question.label, "bound": Amount(settings.min).display()}
            yield Issue("too_small", _("%(label)s phải từ %(bound)s trở lên") % known)
        elif value > settings.max:
            known = {"label": question.label, "bound": Amount(settings.max).display()}
            yield Issue("too_large", _("%(label)s không được quá %(bound)s") % known)

    def check_settings(self, settings: MoneyConfig) -> Iterator[Issue]:
        if settings.min > settings.max:
            yield Issue("bounds", _("giá trị nhỏ nhất lớn hơn giá trị lớn nhất"))

    def display(self, value: Any, settings: MoneyConfig, language: str) -> str:
        return Amount(int(value)).display()

    def schema(self, settings: MoneyConfig) -> dict[str, Any]:
        return {"type": "integer", "minimum": settings.min, "maximum": settings.max}
