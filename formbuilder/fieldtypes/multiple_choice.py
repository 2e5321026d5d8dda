"""Any number of several options, as tick boxes."""

from collections.abc import Iterator
from typing import Annotated, Any

from django.utils.translation import gettext as _
from pydantic import Field as Setting

from formbuilder.domain.limits import MAX_CHOICES
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


class MultipleChoiceConfig(OptionsConfig):
    min_selected: Annotated[int, Setting(ge=0, le=MAX_CHOICES)] = 0
    max_selected: Annotated[int, Setting(ge=1, le=MAX_CHOICES)] = MAX_CHOICES


class MultipleChoice(FieldType[MultipleChoiceConfig]):
    """Browsers post nothing for unticked boxes; a hidden ``…-present`` input says they were there.

    Stored in the order of the options, each once.
    """

    key = "multiple_choice"
    label = {"vi": "Chọn nhiều", "en": "Multiple choice"}
    group = "choice"
    hint = {"vi": "Đánh dấu được nhiều câu trả lời", "en": "Tick any number of answers"}
    keywords = ("hộp kiểm", "đánh dấu", "nhiều lựa chọn", "checkbox")
    icon = "list-checks"
    kind = "choices"
    widget = "choices"
    config = MultipleChoiceConfig

    def parse(self, posted: Posted, settings: MultipleChoiceConfig, question: Question) -> Parsed:
        given = [value for value in posted.many() if value]
        if not given:
            shown = posted.one() is not None or posted.one("-present") is not None
            return Parsed(None) if shown else NOT_GIVEN
        if any(value not in settings.by_value for value in given):
            return Parsed(issue=self._not_offered(question))
        return Parsed([value for value in settings.by_value if value in given])

    def _not_offered(self, question: Question) -> Issue:
        message = _("Chọn %(noun)s trong danh sách") % {"noun": question.noun}
        return Issue("choice", message)

    def check(
        self, value: Any, settings: MultipleChoiceConfig, question: Question
    ) -> Iterator[Issue]:
        if type(value) is not list or any(type(item) is not str for item in value):
            yield wrong_type(question)
        elif any(item not in settings.by_value for item in value):
            yield self._not_offered(question)
        elif len(set(value)) != len(value):
            yield wrong_type(question)
        elif len(value) < settings.min_selected:
            known = {"label": question.label, "count": settings.min_selected}
            yield Issue("too_few", _("%(label)s: chọn ít nhất %(count)d mục") % known)
        elif len(value) > settings.max_selected:
            known = {"label": question.label, "count": settings.max_selected}
            yield Issue("too_many", _("%(label)s: chọn nhiều nhất %(count)d mục") % known)

    def check_settings(self, settings: MultipleChoiceConfig) -> Iterator[Issue]:
        yield from check_options(settings)
        if settings.min_selected > settings.max_selected:
            yield Issue("bounds", _("số mục ít nhất lớn hơn số mục nhiều nhất"))

    def display(self, value: Any, settings: MultipleChoiceConfig, language: str) -> str:
        return ", ".join(settings.words_for(str(item), language) for item in value)

    def schema(self, settings: MultipleChoiceConfig) -> dict[str, Any]:
        return {
            "type": "array",
            "items": {"type": "string", "enum": list(settings.by_value)},
            "uniqueItems": True,
            "minItems": settings.min_selected,
            "maxItems": settings.max_selected,
        }

    def inputs(self, value: Any, settings: MultipleChoiceConfig) -> dict[str, list[str]]:
        return {"": [str(each) for each in value]} if type(value) is list else {}

    def facts(self, settings: MultipleChoiceConfig, language: str) -> dict[str, Any]:
        return {"options": settings.described(language)}

    def missing(self, settings: MultipleChoiceConfig, question: Question) -> Issue:
        if question.is_sentence:
            return super().missing(settings, question)
        return Issue("required", _("Chọn %(noun)s") % {"noun": question.noun})
