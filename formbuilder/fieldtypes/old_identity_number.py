"""The nine digits of an identity card from before 2016 (chứng minh nhân dân)."""

import re
from typing import Any

from django.utils.translation import gettext as _

from formbuilder.fieldtypes.base import Issue, Question
from formbuilder.fieldtypes.codes import CodeType
from formbuilder.fieldtypes.common import AnswerConfig


class OldIdentityNumberConfig(AnswerConfig):
    pass


class OldIdentityNumber(CodeType[OldIdentityNumberConfig]):
    key = "old_identity_number"
    label = {"vi": "Số chứng minh nhân dân cũ", "en": "Old identity card number"}
    group = "person"
    hint = {"vi": "9 chữ số trên chứng minh nhân dân", "en": "9 digits of an old identity card"}
    keywords = ("cmnd", "chứng minh", "chứng minh nhân dân", "9 số", "giấy tờ cũ")
    icon = "id-card"
    config = OldIdentityNumberConfig
    inputmode = "numeric"

    def fits(self, value: str, settings: OldIdentityNumberConfig) -> bool:
        return re.fullmatch("[0-9]{9}", value) is not None and len(set(value)) > 1

    def unfitting(self, question: Question, settings: OldIdentityNumberConfig) -> Issue:
        message = _("Nhập %(noun)s gồm 9 chữ số, ví dụ 012345678")
        return Issue("old_identity_number", message % {"noun": question.noun})

    def schema(self, settings: OldIdentityNumberConfig) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[0-9]{9}$"}
