"""Text between the questions; it has no answer."""

from collections.abc import Iterator
from typing import Any, Literal

from django.utils.translation import gettext as _

from formbuilder.domain.document import Prose
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
from motcua.kernel.i18n import pick


class ExplanationConfig(TypeConfig):
    body: Prose = {}
    style: Literal["plain", "inset", "warning", "details"] = "plain"


class Explanation(FieldType[ExplanationConfig]):
    key = "explanation"
    label = {"vi": "Giải thích", "en": "Explanation"}
    group = "layout"
    hint = {
        "vi": "Đoạn chữ cho người dân đọc, không phải câu hỏi",
        "en": "Text for people to read, not a question",
    }
    keywords = ("giải thích", "lưu ý", "hướng dẫn", "ghi chú", "chú thích")
    icon = "info"
    kind = "none"
    widget = "explanation"
    config = ExplanationConfig
    parts = ()
    personal_data = "none"
    answers = False

    def parse(self, posted: Posted, settings: ExplanationConfig, question: Question) -> Parsed:
        return NOT_GIVEN

    def check(self, value: Any, settings: ExplanationConfig, question: Question) -> Iterator[Issue]:
        yield wrong_type(question)

    def check_settings(self, settings: ExplanationConfig) -> Iterator[Issue]:
        if not pick(settings.body):
            yield Issue("no_body", _("chưa có nội dung"))

    def display(self, value: Any, settings: ExplanationConfig, language: str) -> str:
        return ""

    def schema(self, settings: ExplanationConfig) -> dict[str, Any]:
        return {"type": "null"}

    def missing(self, settings: ExplanationConfig, question: Question) -> Issue:
        raise AssertionError("an explanation is never required")
