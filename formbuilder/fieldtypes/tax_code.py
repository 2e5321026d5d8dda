"""Mã số thuế: ten digits with a check digit, a branch of them, or a personal number."""

import re
from typing import Annotated, Any, Final

from django.utils.translation import gettext as _

from formbuilder.fieldtypes.base import Issue, Question
from formbuilder.fieldtypes.codes import CodeType, squeezed
from formbuilder.fieldtypes.common import AnswerConfig, named
from formbuilder.fieldtypes.personal_number import is_personal_number

_WEIGHTS: Final = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_BRANCH: Final = re.compile(r"([0-9]{10})-?([0-9]{3})")


class TaxCodeConfig(AnswerConfig):
    allow_branch: Annotated[
        bool, named("Nhận mã 13 số của đơn vị phụ thuộc", "Accept 13 digits of a branch")
    ] = True
    allow_personal: Annotated[
        bool, named("Nhận số định danh 12 số của cá nhân", "Accept a 12-digit personal number")
    ] = True


class TaxCode(CodeType[TaxCodeConfig]):
    """Stored as ``0100233488``, ``0314409058-002`` or 12 digits."""

    key = "tax_code"
    label = {"vi": "Mã số thuế", "en": "Tax code"}
    group = "business"
    hint = {
        "vi": "10 hoặc 13 số, có kiểm tra số cuối; cá nhân dùng số định danh",
        "en": "10 or 13 digits with a check digit; persons use their personal number",
    }
    keywords = ("thuế", "mst", "mã số thuế", "doanh nghiệp", "hóa đơn")
    icon = "receipt"
    config = TaxCodeConfig
    inputmode = "numeric"

    def normalise(self, text: str, settings: TaxCodeConfig) -> str:
        return dashed(super().normalise(text, settings))

    def fits(self, value: str, settings: TaxCodeConfig) -> bool:
        if len(value) == 12:
            return settings.allow_personal and is_personal_number(value)
        return is_enterprise_code(value, branches=settings.allow_branch)

    def unfitting(self, question: Question, settings: TaxCodeConfig) -> Issue:
        message = _("Nhập %(noun)s đúng như trên thông báo của cơ quan thuế, ví dụ 0100233488")
        return Issue("tax_code", message % {"noun": question.noun})

    def schema(self, settings: TaxCodeConfig) -> dict[str, Any]:
        forms = ["[0-9]{10}"]
        forms += ["[0-9]{10}-[0-9]{3}"] if settings.allow_branch else []
        forms += ["0[0-9]{11}"] if settings.allow_personal else []
        return {"type": "string", "pattern": f"^(?:{'|'.join(forms)})$"}


def dashed(code: str) -> str:
    """Thirteen digits with the dash before those of the branch."""
    match = _BRANCH.fullmatch(squeezed(code))
    return f"{match[1]}-{match[2]}" if match else code


def is_enterprise_code(text: str, *, branches: bool = True) -> bool:
    """Ten digits whose last is right, with ``-001`` to ``-999`` behind them for a branch.

    Check digit: 10 − (Σ digit · weight mod 11), weights 31, 29, 23, 19, 17, 13, 7, 5, 3.
    """
    code, dash, branch = text.partition("-")
    if dash and (not branches or not re.fullmatch("[0-9]{3}", branch) or branch == "000"):
        return False
    if not re.fullmatch("[0-9]{10}", code):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(code, _WEIGHTS, strict=False))
    return 10 - total % 11 == int(code[9])
