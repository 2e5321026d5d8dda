"""Several lines of text."""

from collections.abc import Iterator
from typing import Annotated, Any

from django.utils.translation import gettext as _
from pydantic import Field as Setting

from formbuilder.domain.limits import MAX_TEXT
from formbuilder.fieldtypes.base import Issue, Question
from formbuilder.fieldtypes.common import AnswerConfig
from formbuilder.fieldtypes.wording import WordingType


class LongTextConfig(AnswerConfig):
    min_length: Annotated[int, Setting(ge=0, le=MAX_TEXT)] = 0
    max_length: Annotated[int, Setting(ge=1, le=MAX_TEXT)] = 5_000
    rows: Annotated[int, Setting(ge=2, le=30)] = 5


class LongText(WordingType[LongTextConfig]):
    key = "long_text"
    label = {"vi": "Văn bản dài", "en": "Long text"}
    group = "text"
    hint = {"vi": "Nhiều dòng: lý do, nội dung đề nghị", "en": "Several lines: reasons, a request"}
    keywords = ("lý do", "nội dung", "mô tả", "trình bày", "ghi chú", "đoạn văn")
    icon = "text"
    widget = "textarea"
    config = LongTextConfig
    calculable = True
    lines = True

    def check(self, value: Any, settings: LongTextConfig, question: Question) -> Iterator[Issue]:
        return self.check_text(
            value, question, shortest=settings.min_length, longest=settings.max_length
        )

    def check_settings(self, settings: LongTextConfig) -> Iterator[Issue]:
        if settings.min_length > settings.max_length:
            yield Issue("bounds", _("số ký tự ít nhất lớn hơn số ký tự nhiều nhất"))

    def schema(self, settings: LongTextConfig) -> dict[str, Any]:
        return {
            "type": "string",
            "minLength": max(1, settings.min_length),
            "maxLength": settings.max_length,
        }

    def attributes(self, settings: LongTextConfig) -> dict[str, str]:
        return {"rows": str(settings.rows), "maxlength": str(settings.max_length)}
