"""A number with at most six decimals, for example an area or a count of copies."""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from django.utils.translation import gettext as _
from pydantic import Field as Setting

from formbuilder.domain import numbers
from formbuilder.domain.cleaning import clean_line
from formbuilder.domain.document import Label
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
from formbuilder.fieldtypes.numerals import read_numeral, show_numeral
from motcua.kernel.i18n import pick

Bound = (
    Annotated[int, Setting(gt=-(10**15), lt=10**15)]
    | Annotated[float, Setting(gt=-1e15, lt=1e15, allow_inf_nan=False)]
)


class NumberConfig(AnswerConfig):
    min: Bound | None = None
    max: Bound | None = None
    decimals: Annotated[int, Setting(ge=0, le=numbers.DIGITS)] = 0
    unit: Label = {}
    prefix: Annotated[Label, named("Chữ đứng trước ô", "Words before the box")] = {}


class Number(FieldType[NumberConfig]):
    key = "number"
    label = {"vi": "Số", "en": "Number"}
    group = "numbers"
    hint = {"vi": "Số lượng, diện tích", "en": "A quantity or an area"}
    keywords: ClassVar[tuple[str, ...]] = ("số lượng", "diện tích", "bao nhiêu", "số nguyên")
    icon = "hash"
    kind = "number"
    widget = "number"
    config = NumberConfig
    personal_data = "none"
    calculable = True

    def parse(self, posted: Posted, settings: NumberConfig, question: Question) -> Parsed:
        given = posted.one()
        if given is None:
            return NOT_GIVEN
        text = self.bare(clean_line(given))
        if not text:
            return Parsed(None)
        plain = read_numeral(text, decimals=settings.decimals)
        value = None if plain is None else numbers.from_text(plain)
        if value is None:
            message = _("%(label)s phải là số, ví dụ %(example)s")
            example = "12,5" if settings.decimals else "12"
            known = {"label": question.label, "example": example}
            return Parsed(issue=Issue("not_a_number", message % known))
        return Parsed(numbers.to_json(value))

    def bare(self, text: str) -> str:
        """Without the unit that people type behind it."""
        return text

    def check(self, value: Any, settings: NumberConfig, question: Question) -> Iterator[Issue]:
        number = numbers.from_json(value)
        if number is None or type(value) not in (int, float):
            yield wrong_type(question)
        elif numbers.rounded(number, settings.decimals) != number:
            yield self._too_precise(settings, question)
        else:
            yield from self._check_bounds(number, settings, question)

    def _too_precise(self, settings: NumberConfig, question: Question) -> Issue:
        known = {"label": question.label, "decimals": settings.decimals}
        if settings.decimals == 0:
            return Issue("whole", _("%(label)s phải là số nguyên, ví dụ 12") % known)
        message = _("%(label)s chỉ được có tối đa %(decimals)d chữ số sau dấu phẩy")
        return Issue("decimals", message % known)

    def _check_bounds(
        self, number: int, settings: NumberConfig, question: Question
    ) -> Iterator[Issue]:
        low, high = numbers.from_json(settings.min), numbers.from_json(settings.max)
        if low is not None and number < low:
            known = {"label": question.label, "bound": show_numeral(low, "vi")}
            yield Issue("too_small", _("%(label)s phải từ %(bound)s trở lên") % known)
        if high is not None and number > high:
            known = {"label": question.label, "bound": show_numeral(high, "vi")}
            yield Issue("too_large", _("%(label)s không được quá %(bound)s") % known)

    def check_settings(self, settings: NumberConfig) -> Iterator[Issue]:
        if settings.min is not None and settings.max is not None and settings.min > settings.max:
            yield Issue("bounds", _("giá trị nhỏ nhất lớn hơn giá trị lớn nhất"))

    def display(self, value: Any, settings: NumberConfig, language: str) -> str:
        number = numbers.from_json(value)
        shown = "" if number is None else show_numeral(number, language)
        return f"{shown} {pick(settings.unit, language)}".strip()

    def schema(self, settings: NumberConfig) -> dict[str, Any]:
        found: dict[str, Any] = {"type": "number" if settings.decimals else "integer"}
        if settings.min is not None:
            found["minimum"] = settings.min
        if settings.max is not None:
            found["maximum"] = settings.max
        return found

    def inputs(self, value: Any, settings: NumberConfig) -> dict[str, list[str]]:
        """Vietnamese notation without grouping: what can be typed again."""
        number = numbers.from_json(value)
        return {} if number is None else {"": [numbers.to_text(number).replace(".", ",")]}

    def facts(self, settings: NumberConfig, language: str) -> dict[str, Any]:
        return {"unit": pick(settings.unit, language), "prefix": pick(settings.prefix, language)}

    def attributes(self, settings: NumberConfig) -> dict[str, str]:
        return {"inputmode": "decimal" if settings.decimals else "numeric"}
