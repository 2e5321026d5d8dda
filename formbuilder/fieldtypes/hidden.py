"""What is worked out and kept, not asked: a total of points, the fee group, an age."""

from collections.abc import Iterator
from typing import Annotated, Any

from django.utils.translation import gettext as _

from formbuilder.domain import numbers
from formbuilder.domain.cleaning import is_clean
from formbuilder.domain.document import Label
from formbuilder.domain.limits import MAX_RULE_TEXT
from formbuilder.fieldtypes.base import (
    NOT_GIVEN,
    FieldType,
    Issue,
    Parsed,
    Posted,
    Question,
    TypeConfig,
    wrong_type,
)
from formbuilder.fieldtypes.common import named
from formbuilder.fieldtypes.numerals import show_numeral
from motcua.kernel.i18n import I18nText, pick

_YES: I18nText = {"vi": "Có", "en": "Yes"}
_NO: I18nText = {"vi": "Không", "en": "No"}


class HiddenConfig(TypeConfig):
    show: Annotated[bool, named("Cho người dân thấy kết quả", "Show the result to the citizen")] = (
        False
    )
    unit: Annotated[Label, named("Đơn vị (viết sau kết quả)", "Unit after the result")] = {}


class Hidden(FieldType[HiddenConfig]):
    """Stored as whatever its calculation gives: text, number, true or false. Never posted."""

    key = "hidden"
    label = {"vi": "Ô tính ngầm", "en": "Hidden calculation"}
    group = "layout"
    hint = {
        "vi": "Tự tính từ câu trả lời khác, không hỏi người dân",
        "en": "Worked out from other answers, never asked",
    }
    keywords = ("ẩn", "tính", "công thức", "tổng", "điểm", "tự động")
    icon = "calculator"
    kind = "scalar"
    widget = "hidden"
    config = HiddenConfig
    parts = ()
    personal_data = "none"
    calculable = True
    needs_calculation = True

    def parse(self, posted: Posted, settings: HiddenConfig, question: Question) -> Parsed:
        return NOT_GIVEN

    def check(self, value: Any, settings: HiddenConfig, question: Question) -> Iterator[Issue]:
        is_text = type(value) is str and len(value) <= MAX_RULE_TEXT and is_clean(value)
        if type(value) is not bool and not is_text and numbers.from_json(value) is None:
            yield wrong_type(question)

    def display(self, value: Any, settings: HiddenConfig, language: str) -> str:
        if type(value) is bool:
            return pick(_YES if value else _NO, language)
        number = numbers.from_json(value)
        shown = str(value) if number is None else show_numeral(number, language)
        return f"{shown} {pick(settings.unit, language)}".strip()

    def schema(self, settings: HiddenConfig) -> dict[str, Any]:
        return {"type": ["string", "number", "boolean"]}

    def missing(self, settings: HiddenConfig, question: Question) -> Issue:
        return Issue("required", _("Chưa tính được %(noun)s") % {"noun": question.noun})

    def inputs(self, value: Any, settings: HiddenConfig) -> dict[str, list[str]]:
        return {"": [self.display(value, settings, "vi")]}

    def facts(self, settings: HiddenConfig, language: str) -> dict[str, Any]:
        return {"unit": "", "is_quiet": not settings.show}
