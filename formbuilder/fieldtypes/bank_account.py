"""A bank account for paying back: the bank's BIN, as VietQR has it, and the account number."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Any, Final

from django.utils.translation import gettext as _

from formbuilder.domain.banks import BANKS
from formbuilder.fieldtypes.base import Issue, Question
from formbuilder.fieldtypes.codes import CodeType
from formbuilder.fieldtypes.common import AnswerConfig, named
from formbuilder.fieldtypes.composite import CompositeConfig, CompositeType, InnerPart
from formbuilder.fieldtypes.options import Option
from formbuilder.fieldtypes.short_text import ShortText, ShortTextConfig
from formbuilder.fieldtypes.single_choice import SingleChoice, SingleChoiceConfig


class _AccountNumber(CodeType[AnswerConfig]):
    """Six to nineteen digits; some banks sell account names of letters."""

    key = "account_number"
    config = AnswerConfig
    personal_data = "sensitive"

    def fits(self, value: str, settings: AnswerConfig) -> bool:
        return re.fullmatch("[A-Z0-9]{6,19}", value) is not None

    def unfitting(self, question: Question, settings: AnswerConfig) -> Issue:
        message = _("Nhập %(noun)s gồm 6 đến 19 chữ số, ví dụ 0011001932418")
        return Issue("account_number", message % {"noun": question.noun})

    def schema(self, settings: AnswerConfig) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[A-Z0-9]{6,19}$"}


_NUMBER: Final = _AccountNumber()
_PLAIN: Final = AnswerConfig()
_HOLDER: Final = ShortTextConfig(form="person_name", max_length=100)
_CHOICE: Final = SingleChoiceConfig(
    display="select",
    options=[Option(value=bin_, label={"vi": name}) for bin_, name in BANKS.items()],
)


class BankAccountConfig(CompositeConfig):
    ask_holder: Annotated[bool, named("Hỏi tên chủ tài khoản", "Ask for the holder's name")] = True

    @cached_property
    def inner(self) -> tuple[InnerPart, ...]:
        bank = {"vi": "Ngân hàng", "en": "Bank"}
        number = {"vi": "Số tài khoản", "en": "Account number"}
        holder = {"vi": "Tên chủ tài khoản", "en": "Account holder"}
        asked = (
            InnerPart("bank", SingleChoice(), _CHOICE, bank, required=True),
            InnerPart("number", _NUMBER, _PLAIN, number, required=True),
            InnerPart("holder", ShortText(), _HOLDER, holder, required=True),
        )
        return asked if self.ask_holder else asked[:2]


class BankAccount(CompositeType[BankAccountConfig]):
    """Stored as ``{"bank": "970415", "number": "0011001932418", "holder": "…"}``."""

    key = "bank_account"
    label = {"vi": "Tài khoản ngân hàng", "en": "Bank account"}
    group = "business"
    hint = {"vi": "Ngân hàng và số tài khoản để nhận tiền", "en": "Where money is to be paid"}
    keywords = ("ngân hàng", "tài khoản", "số tài khoản", "hoàn tiền", "nhận trợ cấp", "stk")
    icon = "bank"
    config = BankAccountConfig
    personal_data = "sensitive"

    def export(self, value: Any, settings: BankAccountConfig) -> Any:
        """With the bank's name beside its number."""
        return dict(value) | {"bank_name": BANKS.get(value.get("bank", ""), "")}

    def check_settings(self, settings: BankAccountConfig) -> Iterator[Issue]:
        yield from ()
