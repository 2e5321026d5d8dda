"""A Vietnamese telephone number, stored as E.164 (``+84912345678``)."""

import re
from collections.abc import Iterator
from typing import Any, Final

from django.utils.translation import gettext as _

from formbuilder.fieldtypes.base import Issue, Question, wrong_type
from formbuilder.fieldtypes.common import AnswerConfig
from formbuilder.fieldtypes.wording import WordingType

_FILLING: Final = re.compile(r"[ .()\u2013-]")
_PREFIX: Final = re.compile(r"(?:\+84|0084|84|0)0?")
_MOBILE: Final = re.compile(r"\+84[35789][0-9]{8}")
_LANDLINE: Final = re.compile(r"\+842[0-9]{8,9}")


class PhoneConfig(AnswerConfig):
    mobile_only: bool = False


class Phone(WordingType[PhoneConfig]):
    key = "phone"
    label = {"vi": "Số điện thoại", "en": "Telephone"}
    group = "text"
    hint = {
        "vi": "Số điện thoại Việt Nam, di động hoặc cố định",
        "en": "A Vietnamese mobile or landline number",
    }
    keywords = ("điện thoại", "di động", "sđt", "liên hệ")
    icon = "phone"
    widget = "phone"
    config = PhoneConfig
    autocomplete = "tel"
    inputmode = "tel"

    def normalise(self, text: str, settings: PhoneConfig) -> str:
        return to_e164(text) or text

    def check(self, value: Any, settings: PhoneConfig, question: Question) -> Iterator[Issue]:
        if not self.is_text(value):
            yield wrong_type(question)
        elif not _MOBILE.fullmatch(value) and (
            settings.mobile_only or not _LANDLINE.fullmatch(value)
        ):
            message = _("Nhập %(noun)s đúng dạng, ví dụ 0912 345 678")
            yield Issue("phone", message % {"noun": question.noun})

    def display(self, value: Any, settings: PhoneConfig, language: str) -> str:
        """As people dial it: ``0912 345 678``."""
        local = "0" + str(value).removeprefix("+84")
        return f"{local[:4]} {local[4:7]} {local[7:]}" if len(local) == 10 else local

    def schema(self, settings: PhoneConfig) -> dict[str, Any]:
        mobile = r"[35789][0-9]{8}"
        return {
            "type": "string",
            "pattern": rf"^\+84{mobile}$"
            if settings.mobile_only
            else rf"^\+84(?:{mobile}|2[0-9]{{8,9}})$",
        }

    def inputs(self, value: Any, settings: PhoneConfig) -> dict[str, list[str]]:
        number = str(value)
        return {"": ["0" + number[3:] if number.startswith("+84") else number]}


def to_e164(text: str) -> str | None:
    """E.164 of a Vietnamese mobile or landline number written in any usual way, else ``None``.

    Numbering plan: mobile 03/05/07/08/09 plus 8 digits, landline 02 plus 8 or 9 digits.
    """
    digits = _FILLING.sub("", text)
    prefix = _PREFIX.match(digits)
    if prefix is None:
        return None
    number = "+84" + digits[prefix.end() :]
    return number if _MOBILE.fullmatch(number) or _LANDLINE.fullmatch(number) else None
