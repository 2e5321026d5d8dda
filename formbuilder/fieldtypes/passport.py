"""Number of a passport."""

import re
from typing import Annotated, Any, Final

from django.utils.translation import gettext as _

from formbuilder.fieldtypes.base import Issue, Question
from formbuilder.fieldtypes.codes import CodeType
from formbuilder.fieldtypes.common import AnswerConfig, named

# A machine-readable zone has nine places for it (ICAO 9303); some papers print more.
_ANY: Final = "[A-Z0-9]{6,12}"
_VIETNAMESE: Final = "[A-Z][0-9]{7,8}"


class PassportConfig(AnswerConfig):
    vietnamese_only: Annotated[
        bool, named("Chỉ nhận hộ chiếu Việt Nam", "Vietnamese passports only")
    ] = False


class Passport(CodeType[PassportConfig]):
    key = "passport"
    label = {"vi": "Số hộ chiếu", "en": "Passport number"}
    group = "person"
    hint = {"vi": "Chữ và số như in trên hộ chiếu", "en": "Letters and digits as printed"}
    keywords = ("hộ chiếu", "passport", "xuất cảnh", "người nước ngoài", "giấy tờ")
    icon = "passport"
    config = PassportConfig

    def fits(self, value: str, settings: PassportConfig) -> bool:
        form = _VIETNAMESE if settings.vietnamese_only else _ANY
        return re.fullmatch(form, value) is not None and any(sign.isdigit() for sign in value)

    def unfitting(self, question: Question, settings: PassportConfig) -> Issue:
        message = _("Nhập %(noun)s như in trên hộ chiếu, ví dụ C1234567")
        return Issue("passport", message % {"noun": question.noun})

    def schema(self, settings: PassportConfig) -> dict[str, Any]:
        form = _VIETNAMESE if settings.vietnamese_only else _ANY
        return {"type": "string", "pattern": f"^{form}$"}
