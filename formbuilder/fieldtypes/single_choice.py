"""One of several options: radio buttons, or a list when there are many."""

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from django.utils.translation import gettext as _

from formbuilder.fieldtypes.base import (
    NOT_GIVEN,
    FieldType,
    Issue,
    Parsed,
    Posted,
    Question,
    wrong_type,
)
from formbuilder.fieldtypes.options import OptionsConfig, check_options


class SingleChoiceConfig(OptionsConfig):
    display: Literal["radio", "select"] = "radio"


class SingleChoice(FieldType[SingleChoiceConfig]):
    key = "single_choice"
    label = {"vi": "Chọn một", "en": "Single choice"}
    group = "choice"
    hint = {"vi": "Chọn đúng một câu trả lời", "en": "Choose exactly one answer"}
    keywords = ("lựa chọn", "danh sách", "nút chọn", "giới tính", "radio")
    icon = "circle-dot"
    kind = "choice"
    widget = "choice"
    config = SingleChoiceConfig

    def parse(self, posted: Posted, settings: SingleChoiceConfig, question: Question) -> Parsed:
        given = posted.one()
        if given is None:
            return NOT_GIVEN
        if given and given not in settings.by_value:
            return Parsed(issue=self._not_offered(question))
        return Parsed(given or None)

    def _not_offered(self, question: Question) -> Issue:
        message = _("Chọn %(noun)s trong danh sách") % {"noun": question.noun}
        return Issue("choice", message)

    def check(
        self, value: Any, settings: SingleChoiceConfig, question: Question
    ) -> Iterator[Issue]:
        if type(value) is not str:
            yield wrong_type(question)
        elif value not in settings.by_value:
            yield self._not_offered(question)

    def check_settings(self, settings: SingleChoiceConfig) -> Iterable[Issue]:
        return check_options(settings)

    def display(self, value: Any, settings: SingleChoiceConfig, language: str) -> str:
        return settings.words_for(str(value), language)

    def schema(self, settings: SingleChoiceConfig) -> dict[str, Any]:
        return {"type": "string", "enum": list(settings.by_value)}

    def facts(self, settings: SingleChoiceConfig, language: str) -> dict[str, Any]:
        return {"options": settings.described(language)}

    def missing(self, settings: SingleChoiceConfig, question: Question) -> Issue:
        if question.is_sentence:
            return super().missing(settings, question)
        return Issue("required", _("Chọn %(noun)s") % {"noun": question.noun})
