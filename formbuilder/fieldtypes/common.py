"""Settings that many types share, with the words the designer shows them under."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Annotated, Any, Final, Literal

from django.utils.translation import gettext as _
from pydantic import Field as Setting

from formbuilder.domain.document import Label
from formbuilder.domain.patterns import MAX_PATTERN, fits_pattern, is_pattern
from formbuilder.fieldtypes.base import Issue, Question, TypeConfig
from motcua.kernel.i18n import I18nText, pick

Width = Literal["short", "medium", "full"]
_NEVER_REWORDED: Final = frozenset({"wrong_type", "characters"})


def named(vi: str, en: str, values: Mapping[str, I18nText] | None = None) -> Any:
    """Under which words the designer shows a setting and, for lists, each of its values."""
    extra: dict[str, Any] = {"x-label": {"vi": vi, "en": en}}
    if values:
        extra["x-values"] = {value: dict(words) for value, words in values.items()}
    return Setting(json_schema_extra=extra)


class AnswerConfig(TypeConfig):
    """What every question may have."""

    example: Annotated[Label, named("Ví dụ (hiện dưới tên câu hỏi)", "Example")] = {}
    message_required: Annotated[
        Label, named("Lời nhắc riêng khi bỏ trống", "Own words when it is left empty")
    ] = {}
    message_invalid: Annotated[
        Label, named("Lời nhắc riêng khi trả lời chưa đúng", "Own words when the answer is wrong")
    ] = {}


class InputConfig(AnswerConfig):
    """Types with one box to type into."""

    width: Width = "full"


class PatternConfig(InputConfig):
    pattern: Annotated[
        str,
        Setting(max_length=MAX_PATTERN),
        named("Mẫu chữ phải theo (biểu thức)", "Pattern it must match"),
    ] = ""


def check_pattern(value: str, pattern: str, question: Question) -> Iterator[Issue]:
    if pattern and not fits_pattern(pattern, value):
        message = _("%(label)s chưa đúng mẫu được yêu cầu") % {"label": question.label}
        yield Issue("pattern", message)


def check_pattern_setting(pattern: str) -> Iterator[Issue]:
    if pattern and not is_pattern(pattern):
        yield Issue("pattern", _("mẫu chữ không dùng được; hãy viết lại đơn giản hơn"))


def reworded(issue: Issue, settings: Any, language: str) -> Issue:
    """The issue in the builder's own words, where the field has some."""
    if issue.code in _NEVER_REWORDED:
        return issue
    name = "message_required" if issue.code == "required" else "message_invalid"
    words = pick(getattr(settings, name, None), language)
    return replace(issue, message=words) if words else issue


def examples_of(settings: Any, language: str) -> str:
    return pick(getattr(settings, "example", None), language)
