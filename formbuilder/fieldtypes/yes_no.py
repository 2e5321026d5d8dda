"""Yes or no, as two radio buttons."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

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
from formbuilder.fieldtypes.common import AnswerConfig
from motcua.kernel.i18n import pick


class YesNoConfig(AnswerConfig):
    yes: Label = {"vi": "Có", "en": "Yes"}
    no: Label = {"vi": "Không", "en": "No"}


class YesNo(FieldType[YesNoConfig]):
    """Posted as ``yes`` or ``no``."""

    key = "yes_no"
    label = {"vi": "Có hay không", "en": "Yes or no"}
    group = "choice"
    hint = {"vi": "Trả lời Có hoặc Không", "en": "Answer yes or no"}
    keywords = ("có không", "đúng sai", "đồng ý")
    icon = "circle-check"
    kind = "bool"
    widget = "yes_no"
    config = YesNoConfig
    calculable = True

    def parse(self, posted: Posted, settings: YesNoConfig, question: Question) -> Parsed:
        given = posted.one()
        if given is None:
            return NOT_GIVEN
        if given not in ("yes", "no", ""):
            message = _("Chọn một câu trả lời cho “%(label)s”") % {"label": question.label}
            return Parsed(issue=Issue("choice", message))
        return Parsed(given == "yes" if given else None)

    def check(self, value: Any, settings: YesNoConfig, question: Question) -> Iterator[Issue]:
        if type(value) is not bool:
            yield wrong_type(question)

    def display(self, value: Any, settings: YesNoConfig, language: str) -> str:
        return pick(settings.yes if value else settings.no, language)

    def schema(self, settings: YesNoConfig) -> dict[str, Any]:
        return {"type": "boolean"}

    def inputs(self, value: Any, settings: YesNoConfig) -> dict[str, list[str]]:
        return {"": ["yes" if value else "no"]} if type(value) is bool else {}

    def facts(self, settings: YesNoConfig, language: str) -> dict[str, Any]:
        return {"yes": pick(settings.yes, language), "no": pick(settings.no, language)}

    def missing(self, settings: YesNoConfig, question: Question) -> Issue:
        message = _("Chọn một câu trả lời cho “%(label)s”") % {"label": question.label}
        return Issue("required", message)
