"""Số định danh cá nhân: the 12-digit personal number of the identity card.

Place of registration (001 to 096, the 63 former provinces), century and sex (even is male), two
digits of the birth year, six serial digits. There is no check digit, so the number can only be
compared with what else is known; a difference is a doubt to point out, never an error.
"""

import re
from collections.abc import Iterator
from typing import Annotated, Any, Final

from django.utils.translation import gettext as _
from pydantic import Field as Setting

from formbuilder.domain.rules import FieldId
from formbuilder.fieldtypes.base import Issue, Question, wrong_type
from formbuilder.fieldtypes.common import AnswerConfig
from formbuilder.fieldtypes.wording import WordingType
from motcua.kernel.text import fold

_FORM: Final = re.compile(r"(0[0-9]{2})([0-5])([0-9]{2})[0-9]{6}")
_MALE: Final = frozenset({"male", "m", "nam", "1"})
_FEMALE: Final = frozenset({"female", "f", "nu", "0", "2"})


class PersonalNumberConfig(AnswerConfig):
    birth_field: FieldId | None = None
    sex_field: FieldId | None = None
    belongs_to_applicant: bool = False
    """Compare with the signed-in person's own number, birth date and sex."""
    allow_old_id: Annotated[
        bool, Setting(description="Accept the 9-digit number of an identity card before 2016.")
    ] = False


class PersonalNumber(WordingType[PersonalNumberConfig]):
    key = "personal_number"
    label = {"vi": "Số định danh cá nhân", "en": "Personal number"}
    group = "person"
    hint = {
        "vi": "Số định danh 12 chữ số trên thẻ căn cước",
        "en": "The 12 digits of the identity card",
    }
    keywords = ("căn cước", "cccd", "định danh", "cmnd", "giấy tờ")
    icon = "id-card"
    widget = "personal_number"
    config = PersonalNumberConfig
    inputmode = "numeric"

    def normalise(self, text: str, settings: PersonalNumberConfig) -> str:
        return re.sub(r"[ .-]", "", text)

    def check(
        self, value: Any, settings: PersonalNumberConfig, question: Question
    ) -> Iterator[Issue]:
        known = {"noun": question.noun, "label": question.label}
        if not self.is_text(value):
            yield wrong_type(question)
        elif settings.allow_old_id and re.fullmatch("[0-9]{9}", value):
            return
        elif not re.fullmatch("[0-9]{12}", value):
            message = _("Nhập %(noun)s gồm 12 chữ số, ví dụ 001190000123")
            yield Issue("personal_number", message % known)
        elif not is_personal_number(value):
            message = _("%(label)s không đúng. Kiểm tra lại trên thẻ căn cước")
            yield Issue("personal_number", message % known)

    def warn(
        self, value: Any, settings: PersonalNumberConfig, question: Question
    ) -> Iterator[Issue]:
        told = describe(value) if type(value) is str else None
        if told is None:
            return
        male, year = told
        profile = question.context.profile if settings.belongs_to_applicant else {}
        known = {"label": question.label}
        own = profile.get("personal_number")
        if type(own) is str and own and own != value:
            text = _("%(label)s khác với số trong tài khoản của ông/bà")
            yield Issue("other_person", text % known)
        births = [question.look(settings.birth_field or ""), profile.get("birth_date")]
        if any(_year_of(birth) not in (None, year) for birth in births):
            text = _("%(label)s không khớp với năm sinh đã khai. Kiểm tra lại")
            yield Issue("birth_year", text % known)
        sexes = [question.look(settings.sex_field or ""), profile.get("sex")]
        if any(is_male(sex) not in (None, male) for sex in sexes):
            text = _("%(label)s không khớp với giới tính đã khai. Kiểm tra lại")
            yield Issue("sex", text % known)

    def refs(self, settings: PersonalNumberConfig) -> list[str]:
        return [ref for ref in (settings.birth_field, settings.sex_field) if ref]

    def schema(self, settings: PersonalNumberConfig) -> dict[str, Any]:
        pattern = "^(?:0[0-9]{11}|[0-9]{9})$" if settings.allow_old_id else "^0[0-9]{11}$"
        return {"type": "string", "pattern": pattern}

    def attributes(self, settings: PersonalNumberConfig) -> dict[str, str]:
        return {"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}


def describe(number: str) -> tuple[bool, int] | None:
    """Whether male, and the birth year, as the number tells them."""
    match = _FORM.fullmatch(number)
    if match is None or not 1 <= int(match[1]) <= 96:
        return None
    century, sex = divmod(int(match[2]), 2)
    return sex == 0, 1900 + 100 * century + int(match[3])


def is_personal_number(number: str) -> bool:
    return describe(number) is not None


def is_male(value: object) -> bool | None:
    """Sex as forms and identity providers write it; ``None`` when it says nothing known."""
    word = fold(value) if type(value) is str else ""
    return True if word in _MALE else False if word in _FEMALE else None


def _year_of(value: object) -> int | None:
    year = str(value)[:4] if value else ""
    return int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None
