"""Mã số hộ kinh doanh: the tax code, the owner's personal number, or the number of an old paper.

Until 2023 certificates carried the province, the district's letter, ``8`` for a household and six
digits (``01A8012345``); such papers stay valid input.
"""

import re
from typing import Annotated, Any, Final

from django.utils.translation import gettext as _

from formbuilder.fieldtypes.base import Issue, Question
from formbuilder.fieldtypes.codes import CodeType
from formbuilder.fieldtypes.common import AnswerConfig, named
from formbuilder.fieldtypes.personal_number import is_personal_number
from formbuilder.fieldtypes.tax_code import dashed, is_enterprise_code

_OLD: Final = re.compile("[0-9]{2}[A-Z]8[0-9]{6}")


class HouseholdNumberConfig(AnswerConfig):
    allow_old: Annotated[
        bool, named("Nhận số của giấy cũ, ví dụ 01A8012345", "Accept old certificates")
    ] = True


class HouseholdNumber(CodeType[HouseholdNumberConfig]):
    key = "household_number"
    label = {"vi": "Mã số hộ kinh doanh", "en": "Household business number"}
    group = "business"
    hint = {
        "vi": "Mã trên giấy chứng nhận đăng ký hộ kinh doanh, cả giấy cũ",
        "en": "Number of the household business certificate, old ones too",
    }
    keywords = ("hộ kinh doanh", "hkd", "cá thể", "đăng ký hộ")
    icon = "shop"
    config = HouseholdNumberConfig

    def normalise(self, text: str, settings: HouseholdNumberConfig) -> str:
        return dashed(super().normalise(text, settings))

    def fits(self, value: str, settings: HouseholdNumberConfig) -> bool:
        if is_personal_number(value) or is_enterprise_code(value):
            return True
        return settings.allow_old and _OLD.fullmatch(value) is not None

    def unfitting(self, question: Question, settings: HouseholdNumberConfig) -> Issue:
        message = _("Nhập %(noun)s như trên giấy chứng nhận đăng ký hộ kinh doanh")
        return Issue("household_number", message % {"noun": question.noun})

    def schema(self, settings: HouseholdNumberConfig) -> dict[str, Any]:
        forms = ["0[0-9]{11}", "[0-9]{10}(?:-[0-9]{3})?"]
        forms += ["[0-9]{2}[A-Z]8[0-9]{6}"] if settings.allow_old else []
        return {"type": "string", "pattern": f"^(?:{'|'.join(forms)})$"}
