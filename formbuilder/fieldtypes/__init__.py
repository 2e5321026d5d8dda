"""The field types that come with the platform."""

from formbuilder.fieldtypes.address import Address
from formbuilder.fieldtypes.base import FieldType, field_types
from formbuilder.fieldtypes.composites import COMPOSITES
from formbuilder.fieldtypes.date import DateType
from formbuilder.fieldtypes.email import Email
from formbuilder.fieldtypes.explanation import Explanation
from formbuilder.fieldtypes.file import File
from formbuilder.fieldtypes.group import Group
from formbuilder.fieldtypes.long_text import LongText
from formbuilder.fieldtypes.money import Money
from formbuilder.fieldtypes.multiple_choice import MultipleChoice
from formbuilder.fieldtypes.number import Number
from formbuilder.fieldtypes.personal_number import PersonalNumber
from formbuilder.fieldtypes.phone import Phone
from formbuilder.fieldtypes.plain import PLAIN
from formbuilder.fieldtypes.short_text import ShortText
from formbuilder.fieldtypes.single_choice import SingleChoice
from formbuilder.fieldtypes.yes_no import YesNo

for _type in (
    ShortText,
    LongText,
    Number,
    Money,
    DateType,
    YesNo,
    SingleChoice,
    MultipleChoice,
    Email,
    Phone,
    PersonalNumber,
    Address,
    File,
    Group,
    Explanation,
):
    field_types.register(_type())
for _made in (*PLAIN, *COMPOSITES):
    field_types.register(_made())

__all__ = ["FieldType", "field_types"]
