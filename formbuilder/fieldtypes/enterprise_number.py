"""Mã số doanh nghiệp: the tax code of a company, of its branch where allowed."""

from typing import Annotated, Any

from django.utils.translation import gettext as _

from formbuilder.fieldtypes.base import Issue, Question
from formbuilder.fieldtypes.codes import CodeType
from formbuilder.fieldtypes.common import AnswerConfig, named
from formbuilder.fieldtypes.tax_code import dashed, is_enterprise_code


class EnterpriseNumberConfig(AnswerConfig):
    allow_branch: Annotated[
        bool,
        named(
            "Nhận mã của chi nhánh, văn phòng đại diện (13 số)",
            "Accept branches and representative offices (13 digits)",
        ),
    ] = True


class EnterpriseNumber(CodeType[EnterpriseNumberConfig]):
    key = "enterprise_number"
    label = {"vi": "Mã số doanh nghiệp", "en": "Enterprise number"}
    group = "business"
    hint = {
        "vi": "10 số trên giấy chứng nhận đăng ký doanh nghiệp",
        "en": "10 digits of the enterprise registration certificate",
    }
    keywords = ("doanh nghiệp", "công ty", "msdn", "chi nhánh", "đăng ký kinh doanh")
    icon = "building"
    config = EnterpriseNumberConfig
    personal_data = "none"
    inputmode = "numeric"

    def normalise(self, text: str, settings: EnterpriseNumberConfig) -> str:
        return dashed(super().normalise(text, settings))

    def fits(self, value: str, settings: EnterpriseNumberConfig) -> bool:
        return is_enterprise_code(value, branches=settings.allow_branch)

    def unfitting(self, question: Question, settings: EnterpriseNumberConfig) -> Issue:
        message = _("Nhập %(noun)s gồm 10 số trên giấy chứng nhận, ví dụ 0100233488")
        return Issue("enterprise_number", message % {"noun": question.noun})

    def schema(self, settings: EnterpriseNumberConfig) -> dict[str, Any]:
        branch = "(?:-[0-9]{3})?" if settings.allow_branch else ""
        return {"type": "string", "pattern": f"^[0-9]{{10}}{branch}$"}
