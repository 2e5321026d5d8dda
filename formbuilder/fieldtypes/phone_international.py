"""A telephone number of any country, stored as E.164 (``+4915112345678``)."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, Final

from django.utils.translation import gettext as _
from pydantic import Field as Setting

from formbuilder.domain.calling_codes import CALLING_CODES, country_of, named_countries
from formbuilder.domain.cleaning import clean_line, has_unseen
from formbuilder.fieldtypes.base import (
    NOT_GIVEN,
    FieldType,
    Issue,
    Parsed,
    Posted,
    Question,
    unreadable,
    wrong_type,
)
from formbuilder.fieldtypes.common import AnswerConfig, named
from formbuilder.fieldtypes.phone import to_e164

_FILLING: Final = re.compile(r"[ .()\u2013-]")
_STORED: Final = re.compile(r"\+[1-9][0-9]{6,14}")
_TRUNK_KEPT: Final = frozenset({"IT", "SM"})
"""Countries where the zero before the number is dialled from abroad too."""


class PhoneInternationalConfig(AnswerConfig):
    default_country: Annotated[
        str,
        Setting(pattern="^[A-Z]{2}$"),
        named("Nước chọn sẵn (hai chữ, ví dụ VN)", "Country chosen at first (two letters)"),
    ] = "VN"


class PhoneInternational(FieldType[PhoneInternationalConfig]):
    key = "phone_international"
    label = {"vi": "Số điện thoại có mã nước", "en": "Telephone with country"}
    group = "text"
    hint = {"vi": "Số của bất kỳ nước nào, chọn nước trước", "en": "A number of any country"}
    keywords = ("điện thoại", "nước ngoài", "mã nước", "quốc tế", "kiều bào", "+84")
    icon = "phone-globe"
    kind = "text"
    widget = "phone_country"
    config = PhoneInternationalConfig
    parts = ("-country", "-number")
    autocomplete = "tel-national"
    inputmode = "tel"

    def parse(
        self, posted: Posted, settings: PhoneInternationalConfig, question: Question
    ) -> Parsed:
        given, country = posted.one("-number"), posted.one("-country")
        if given is None:
            return NOT_GIVEN
        text = clean_line(given[:1_000])
        if has_unseen(text):
            return Parsed(issue=unreadable(question))
        if not text:
            return Parsed(None)
        number = _written(text, country or settings.default_country)
        if number is None:
            return Parsed(issue=self._not_a_number(question))
        return Parsed(number)

    def _not_a_number(self, question: Question) -> Issue:
        message = _("Chọn nước và nhập %(noun)s, ví dụ 0912 345 678")
        return Issue("phone", message % {"noun": question.noun}, "-number")

    def check(
        self, value: Any, settings: PhoneInternationalConfig, question: Question
    ) -> Iterator[Issue]:
        if type(value) is not str:
            yield wrong_type(question)
        elif not _STORED.fullmatch(value) or not _is_dialled(value):
            yield self._not_a_number(question)

    def check_settings(self, settings: PhoneInternationalConfig) -> Iterator[Issue]:
        if settings.default_country not in CALLING_CODES:
            yield Issue("country", _("nước chọn sẵn không có trong danh sách"))

    def display(self, value: Any, settings: PhoneInternationalConfig, language: str) -> str:
        """The code, then groups of three: ``+84 912 345 678``."""
        code = CALLING_CODES.get(country_of(str(value)) or "", "")
        return f"+{code} {_grouped(str(value)[1 + len(code) :])}"

    def schema(self, settings: PhoneInternationalConfig) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^\+[1-9][0-9]{6,14}$"}

    def missing(self, settings: PhoneInternationalConfig, question: Question) -> Issue:
        return Issue("required", super().missing(settings, question).message, "-number")

    def inputs(self, value: Any, settings: PhoneInternationalConfig) -> dict[str, list[str]]:
        country = country_of(str(value))
        if country is None:
            return {"-number": [str(value)]}
        rest = str(value)[1 + len(CALLING_CODES[country]) :]
        return {"-country": [country], "-number": ["0" + rest if country == "VN" else rest]}

    def facts(self, settings: PhoneInternationalConfig, language: str) -> dict[str, Any]:
        """The country chosen at first stands first: browsers take it when nothing is chosen."""
        first = settings.default_country
        return {"countries": sorted(named_countries(language), key=lambda pair: pair[0] != first)}


def _written(text: str, country: str) -> str | None:
    """E.164 of what was typed; a number with its own ``+`` needs no country."""
    digits = _FILLING.sub("", text)
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    if digits.startswith("+"):
        return digits if re.fullmatch(r"\+[0-9]{1,20}", digits) else None
    code = CALLING_CODES.get(country)
    if code is None or not re.fullmatch("[0-9]{1,20}", digits):
        return None
    return f"+{code}{digits if country in _TRUNK_KEPT else digits.removeprefix('0')}"


def _is_dialled(number: str) -> bool:
    if number.startswith("+84"):
        return to_e164(number) == number
    return country_of(number) is not None


def _grouped(digits: str) -> str:
    """Threes, the last group longer rather than a single digit."""
    groups = [digits[start : start + 3] for start in range(0, len(digits), 3)]
    if len(groups) > 1 and len(groups[-1]) == 1:
        groups[-2:] = [groups[-2] + groups[-1]]
    return " ".join(groups)
