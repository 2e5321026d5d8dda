"""One line of text, optionally of a known form such as a tax code."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, Final, Literal

from django.utils.translation import gettext as _
from pydantic import Field as Setting

from formbuilder.domain.document import Label
from formbuilder.fieldtypes.base import Issue, Question
from formbuilder.fieldtypes.common import PatternConfig, check_pattern, check_pattern_setting, named
from formbuilder.fieldtypes.tax_code import is_enterprise_code
from formbuilder.fieldtypes.wording import WordingType
from motcua.kernel.i18n import pick

TextForm = Literal["free", "person_name", "digits", "tax_code", "passport"]

_PASSPORT: Final = re.compile(r"[A-Z0-9]{6,12}")
_DIGITS: Final = re.compile(r"[0-9]+")


class ShortTextConfig(PatternConfig):
    form: TextForm = "free"
    min_length: Annotated[int, Setting(ge=0, le=1_000)] = 0
    max_length: Annotated[int, Setting(ge=1, le=1_000)] = 255
    autocomplete: Annotated[str, Setting(pattern=r"^[a-z0-9 -]{0,40}$")] = ""
    prefix: Annotated[Label, named("Chữ đứng trước ô", "Words before the box")] = {}
    unit: Annotated[Label, named("Chữ đứng sau ô", "Words after the box")] = {}


class ShortText(WordingType[ShortTextConfig]):
    key = "short_text"
    label = {"vi": "Văn bản ngắn", "en": "Short text"}
    group = "text"
    hint = {"vi": "Một dòng chữ: họ tên, nơi cấp", "en": "One line: a name, an issuing office"}
    keywords = ("chữ", "họ tên", "một dòng", "văn bản")
    icon = "text-cursor-input"
    widget = "text"
    config = ShortTextConfig
    calculable = True

    def normalise(self, text: str, settings: ShortTextConfig) -> str:
        if settings.form == "passport":
            return text.replace(" ", "").upper()
        return text.replace(" ", "") if settings.form in ("digits", "tax_code") else text

    def check(self, value: Any, settings: ShortTextConfig, question: Question) -> Iterator[Issue]:
        faults = list(
            self.check_text(
                value, question, shortest=settings.min_length, longest=settings.max_length
            )
        )
        yield from faults
        if faults:
            return
        if settings.form != "free":
            yield from self._check_form(value, settings.form, question)
        yield from check_pattern(value, settings.pattern, question)

    def check_settings(self, settings: ShortTextConfig) -> Iterator[Issue]:
        if settings.min_length > settings.max_length:
            yield Issue("bounds", _("số ký tự ít nhất lớn hơn số ký tự nhiều nhất"))
        yield from check_pattern_setting(settings.pattern)

    def facts(self, settings: ShortTextConfig, language: str) -> dict[str, Any]:
        return {"prefix": pick(settings.prefix, language), "unit": pick(settings.unit, language)}

    def _check_form(self, value: str, form: TextForm, question: Question) -> Iterator[Issue]:
        known = {"label": question.label, "noun": question.noun}
        if form == "person_name" and any(char.isdigit() for char in value):
            yield Issue("name", _("%(label)s không được có chữ số") % known)
        elif form == "digits" and not _DIGITS.fullmatch(value):
            yield Issue("digits", _("%(label)s chỉ được có chữ số") % known)
        elif form == "tax_code" and not is_tax_code(value):
            text = _("Nhập %(noun)s đúng 10 số, 13 số hoặc 12 số, ví dụ 0100233488")
            yield Issue("tax_code", text % known)
        elif form == "passport" and not _PASSPORT.fullmatch(value):
            text = _("Nhập %(noun)s như in trên hộ chiếu, ví dụ C1234567")
            yield Issue("passport", text % known)

    def schema(self, settings: ShortTextConfig) -> dict[str, Any]:
        return {
            "type": "string",
            "minLength": max(1, settings.min_length),
            "maxLength": settings.max_length,
        }

    def attributes(self, settings: ShortTextConfig) -> dict[str, str]:
        found = {"maxlength": str(settings.max_length)}
        if settings.form == "person_name":
            found["spellcheck"] = "false"
        if settings.form == "digits":
            found["inputmode"] = "numeric"
        if settings.autocomplete:
            found["autocomplete"] = settings.autocomplete
        return found


def is_tax_code(text: str) -> bool:
    """Enterprise tax code with its check digit, a branch of it, or a 12-digit personal number.

    Individuals and household businesses use the personal number since July 2025.
    """
    is_personal = len(text) == 12 and text.isascii() and text.isdigit()
    return is_personal or is_enterprise_code(text)
