"""A person in one block: who they are, their papers, where they live.

The block "người yêu cầu" of civil status, and its sisters for mother, father, spouse and child.
Which parts are asked, and which must be answered, is the builder's choice. The block of the
applicant is prefilled from the verified profile.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Final, Literal, get_args

from django.utils.translation import gettext as _
from pydantic import Field as Setting

from formbuilder.domain.built_in_lists import COUNTRIES, ETHNICITIES, VIET_NAM
from formbuilder.domain.document import Label, PersonalData
from formbuilder.domain.references import BUILT_IN
from formbuilder.fieldtypes.address import Address, AddressConfig
from formbuilder.fieldtypes.base import AnyFieldType, Issue, Question
from formbuilder.fieldtypes.common import named
from formbuilder.fieldtypes.composite import CompositeConfig, CompositeType, InnerPart, put_part
from formbuilder.fieldtypes.date import DateConfig, DateType
from formbuilder.fieldtypes.email import Email
from formbuilder.fieldtypes.list_choice import ListChoice, ListChoiceConfig
from formbuilder.fieldtypes.options import Option
from formbuilder.fieldtypes.personal_number import (
    PersonalNumber,
    PersonalNumberConfig,
    describe,
    is_male,
)
from formbuilder.fieldtypes.phone import Phone
from formbuilder.fieldtypes.short_text import ShortText, ShortTextConfig
from formbuilder.fieldtypes.single_choice import SingleChoice, SingleChoiceConfig
from motcua.kernel.i18n import I18nText

Variant = Literal["applicant", "mother", "father", "spouse", "child", "other"]
PartName = Literal[
    "name",
    "other_name",
    "birth",
    "sex",
    "ethnicity",
    "nationality",
    "personal_number",
    "paper_type",
    "paper_number",
    "paper_date",
    "paper_place",
    "residence_kind",
    "residence",
    "residence_abroad",
    "birthplace",
    "hometown",
    "relation",
    "phone",
    "email",
]
PARTS: Final[tuple[PartName, ...]] = get_args(PartName)
"""In the order in which they are asked."""
Parts = Annotated[list[PartName], Setting(max_length=len(PARTS))]

LABELS: Final[Mapping[PartName, I18nText]] = {
    "name": {"vi": "Họ, chữ đệm và tên", "en": "Full name"},
    "other_name": {"vi": "Tên gọi khác", "en": "Other name"},
    "birth": {"vi": "Ngày sinh", "en": "Date of birth"},
    "sex": {"vi": "Giới tính", "en": "Sex"},
    "ethnicity": {"vi": "Dân tộc", "en": "Ethnic group"},
    "nationality": {"vi": "Quốc tịch", "en": "Nationality"},
    "personal_number": {"vi": "Số định danh cá nhân", "en": "Personal number"},
    "paper_type": {"vi": "Loại giấy tờ tùy thân", "en": "Kind of identity paper"},
    "paper_number": {"vi": "Số giấy tờ", "en": "Number of the paper"},
    "paper_date": {"vi": "Ngày cấp", "en": "Date of issue"},
    "paper_place": {"vi": "Nơi cấp", "en": "Place of issue"},
    "residence_kind": {"vi": "Loại cư trú", "en": "Kind of residence"},
    "residence": {"vi": "Nơi cư trú", "en": "Residence"},
    "residence_abroad": {"vi": "Nơi cư trú ở nước ngoài", "en": "Residence abroad"},
    "birthplace": {"vi": "Nơi sinh", "en": "Place of birth"},
    "hometown": {"vi": "Quê quán", "en": "Home town"},
    "relation": {
        "vi": "Quan hệ với người được cấp giấy",
        "en": "Relation to the person the paper is for",
    },
    "phone": {"vi": "Số điện thoại", "en": "Telephone"},
    "email": {"vi": "Thư điện tử", "en": "E-mail"},
}
_SEXES: Final = (
    ("male", {"vi": "Nam", "en": "Male"}),
    ("female", {"vi": "Nữ", "en": "Female"}),
    ("unknown", {"vi": "Chưa xác định", "en": "Not determined"}),
)
_PAPERS: Final = (
    ("can_cuoc", {"vi": "Thẻ căn cước, căn cước công dân", "en": "Identity card"}),
    ("cmnd", {"vi": "Chứng minh nhân dân (9 số)", "en": "Old identity card (9 digits)"}),
    ("passport", {"vi": "Hộ chiếu", "en": "Passport"}),
    ("other", {"vi": "Giấy tờ khác", "en": "Another paper"}),
)
_RESIDENCES: Final = (
    ("permanent", {"vi": "Thường trú", "en": "Permanent"}),
    ("temporary", {"vi": "Tạm trú", "en": "Temporary"}),
    ("present", {"vi": "Nơi ở hiện tại", "en": "Present abode"}),
)
_SENSITIVE: Final[frozenset[PartName]] = frozenset({"ethnicity"})
# Parts of the applicant's block and the entries of the profile they are filled from.
_PROFILE: Final[Mapping[PartName, str]] = {
    "name": "full_name",
    "birth": "birth_date",
    "personal_number": "personal_number",
    "phone": "phone",
    "email": "email",
}


def _choice(*options: tuple[str, I18nText], show: Literal["radio", "select"]) -> SingleChoiceConfig:
    made = [Option(value=value, label=label) for value, label in options]
    return SingleChoiceConfig(options=made, display=show)


_NAME: Final = ShortTextConfig(form="person_name", max_length=120)
_PLACE: Final = AddressConfig(detail_required=False)
_TYPES: Final[Mapping[PartName, tuple[AnyFieldType, Any]]] = {
    "name": (ShortText(), _NAME),
    "other_name": (ShortText(), _NAME),
    "birth": (DateType(), DateConfig(partial=True, when="today_or_past", is_birth_date=False)),
    "sex": (SingleChoice(), _choice(*_SEXES, show="radio")),
    "ethnicity": (ListChoice(), ListChoiceConfig(list=ETHNICITIES, revision=BUILT_IN)),
    "nationality": (ListChoice(), ListChoiceConfig(list=COUNTRIES, revision=BUILT_IN)),
    "personal_number": (PersonalNumber(), PersonalNumberConfig()),
    "paper_type": (SingleChoice(), _choice(*_PAPERS, show="select")),
    "paper_number": (ShortText(), ShortTextConfig(max_length=30)),
    "paper_date": (DateType(), DateConfig(when="today_or_past")),
    "paper_place": (ShortText(), ShortTextConfig(max_length=200)),
    "residence_kind": (SingleChoice(), _choice(*_RESIDENCES, show="radio")),
    "residence": (Address(), AddressConfig()),
    "residence_abroad": (ShortText(), ShortTextConfig(max_length=255)),
    "birthplace": (Address(), _PLACE),
    "hometown": (Address(), _PLACE),
    "relation": (ShortText(), ShortTextConfig(max_length=100)),
    "phone": (Phone(), Phone.config()),
    "email": (Email(), Email.config()),
}


_WORDS: Final[dict[str, I18nText]] = {str(name): words for name, words in LABELS.items()}
_VARIANTS: Final[Mapping[str, I18nText]] = {
    "applicant": {"vi": "Người yêu cầu (điền sẵn từ tài khoản)", "en": "The applicant"},
    "mother": {"vi": "Mẹ", "en": "The mother"},
    "father": {"vi": "Cha", "en": "The father"},
    "spouse": {"vi": "Vợ hoặc chồng", "en": "A spouse"},
    "child": {"vi": "Con", "en": "A child"},
    "other": {"vi": "Người khác", "en": "Somebody else"},
}


class PersonConfig(CompositeConfig):
    variant: Annotated[Variant, named("Người này là", "This person is", _VARIANTS)] = "applicant"
    required_parts: Annotated[Parts, named("Phần bắt buộc", "Parts required", _WORDS)] = [
        "name",
        "birth",
    ]
    optional_parts: Annotated[Parts, named("Phần hỏi thêm", "Parts also asked", _WORDS)] = [
        "sex",
        "nationality",
        "personal_number",
        "residence",
    ]
    labels: Annotated[dict[PartName, Label], Setting(max_length=len(PARTS))] = {}
    """Other words for some parts."""

    @cached_property
    def inner(self) -> tuple[InnerPart, ...]:
        asked = {*self.required_parts, *self.optional_parts}
        return tuple(self._part(name) for name in PARTS if name in asked)

    def _part(self, name: PartName) -> InnerPart:
        kind, settings = _TYPES[name]
        label = self.labels.get(name) or LABELS[name]
        return InnerPart(name, kind, settings, label, name in self.required_parts)


class Person(CompositeType[PersonConfig]):
    key = "person"
    label = {"vi": "Thông tin một người", "en": "A person"}
    group = "person"
    hint = {
        "vi": "Cả khối: họ tên, ngày sinh, giấy tờ, nơi cư trú",
        "en": "A whole block: name, birth, papers, residence",
    }
    keywords = ("người yêu cầu", "cha", "mẹ", "vợ", "chồng", "con", "nhân thân", "họ tên")
    icon = "user-round"
    config = PersonConfig
    personal_data = "sensitive"

    def data_class(self, settings: PersonConfig) -> PersonalData:
        asked = {part.key for part in settings.inner}
        return "sensitive" if asked & _SENSITIVE else "basic"

    def check_settings(self, settings: PersonConfig) -> Iterator[Issue]:
        yield from super().check_settings(settings)
        if set(settings.required_parts) & set(settings.optional_parts):
            yield Issue("part_twice", _("có phần vừa bắt buộc vừa không bắt buộc"))

    def check_whole(
        self, value: Any, settings: PersonConfig, question: Question
    ) -> Iterator[Issue]:
        number = value.get("paper_number")
        known = {"label": question.label}
        if value.get("paper_type") == "cmnd" and type(number) is str and not _is_digits(number, 9):
            message = _("Số chứng minh nhân dân (%(label)s) phải có 9 chữ số")
            yield Issue("paper_number", message % known, "-paper_number")
        is_card = value.get("paper_type") == "can_cuoc"
        if is_card and type(number) is str and describe(number) is None:
            message = _("Số căn cước (%(label)s) phải đúng 12 chữ số in trên thẻ")
            yield Issue("paper_number", message % known, "-paper_number")

    def warn(self, value: Any, settings: PersonConfig, question: Question) -> Iterator[Issue]:
        yield from super().warn(value, settings, question)
        number = value.get("personal_number")
        told = describe(number) if type(number) is str else None
        if told is None:
            return
        male, year = told
        known, part = {"label": question.label}, "-personal_number"
        if is_male(value.get("sex")) not in (None, male):
            text = _("Số định danh (%(label)s) không khớp với giới tính đã khai. Kiểm tra lại")
            yield Issue("sex", text % known, part)
        birth = value.get("birth")
        if type(birth) is str and birth[:4] != str(year):
            text = _("Số định danh (%(label)s) không khớp với năm sinh đã khai. Kiểm tra lại")
            yield Issue("birth_year", text % known, part)

    def prefill(self, profile: Mapping[str, Any], settings: PersonConfig) -> Any:
        """Only the applicant's own block, and only parts whose entry fits."""
        if settings.variant != "applicant":
            return None
        found: dict[str, Any] = {}
        for part in settings.inner:
            value = _from_profile(part, profile)
            if not part.type.is_empty(value) and not any(
                part.type.check(value, part.settings, Question())
            ):
                put_part(found, part, value)
        return found or None


def _from_profile(part: InnerPart, profile: Mapping[str, Any]) -> Any:
    if part.key == "sex":
        male = is_male(profile.get("sex"))
        return None if male is None else "male" if male else "female"
    if part.key == "nationality":
        # Only citizens of Viet Nam have a personal number.
        return VIET_NAM if profile.get("personal_number") else None
    if part.key == "residence":
        return profile.get("address")
    value = profile.get(_PROFILE.get(part.key, ""))  # type: ignore[call-overload]
    return value.isoformat()[:10] if isinstance(value, date) else value


def _is_digits(text: str, length: int) -> bool:
    return len(text) == length and text.isascii() and text.isdigit()
