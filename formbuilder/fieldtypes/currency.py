"""An amount in a currency that the citizen chooses: foreign income, the price of a contract."""

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Any, Final, Literal

from django.utils.translation import gettext as _
from pydantic import Field as Setting

from formbuilder.domain import numbers
from formbuilder.fieldtypes.base import Issue, Question
from formbuilder.fieldtypes.common import named
from formbuilder.fieldtypes.composite import CompositeConfig, CompositeType, InnerPart
from formbuilder.fieldtypes.number import Bound, Number, NumberConfig
from formbuilder.fieldtypes.numerals import show_numeral
from formbuilder.fieldtypes.options import Option
from formbuilder.fieldtypes.single_choice import SingleChoice, SingleChoiceConfig
from motcua.kernel.i18n import I18nText

Currency = Literal[
    "VND", "USD", "EUR", "GBP", "JPY", "CNY", "KRW", "TWD", "SGD", "THB", "LAK", "KHR", "AUD",
    "CAD", "CHF", "HKD", "MYR", "RUB",
]  # fmt: skip
NAMES: Final[dict[str, I18nText]] = {
    "VND": {"vi": "Đồng Việt Nam", "en": "Vietnamese dong"},
    "USD": {"vi": "Đô la Mỹ", "en": "US dollar"},
    "EUR": {"vi": "Euro", "en": "Euro"},
    "GBP": {"vi": "Bảng Anh", "en": "Pound sterling"},
    "JPY": {"vi": "Yên Nhật", "en": "Japanese yen"},
    "CNY": {"vi": "Nhân dân tệ", "en": "Chinese yuan"},
    "KRW": {"vi": "Won Hàn Quốc", "en": "South Korean won"},
    "TWD": {"vi": "Đô la Đài Loan", "en": "New Taiwan dollar"},
    "SGD": {"vi": "Đô la Singapore", "en": "Singapore dollar"},
    "THB": {"vi": "Baht Thái", "en": "Thai baht"},
    "LAK": {"vi": "Kíp Lào", "en": "Lao kip"},
    "KHR": {"vi": "Riel Campuchia", "en": "Cambodian riel"},
    "AUD": {"vi": "Đô la Úc", "en": "Australian dollar"},
    "CAD": {"vi": "Đô la Canada", "en": "Canadian dollar"},
    "CHF": {"vi": "Franc Thụy Sĩ", "en": "Swiss franc"},
    "HKD": {"vi": "Đô la Hồng Kông", "en": "Hong Kong dollar"},
    "MYR": {"vi": "Ringgit Malaysia", "en": "Malaysian ringgit"},
    "RUB": {"vi": "Rúp Nga", "en": "Russian rouble"},
}
# Currencies without coins of a hundredth in use; all others have two decimals.
_WHOLE: Final = frozenset({"VND", "JPY", "KRW", "LAK", "KHR"})


class CurrencyConfig(CompositeConfig):
    currencies: Annotated[
        list[Currency],
        Setting(min_length=1, max_length=18),
        named(
            "Các loại tiền được chọn",
            "Currencies to choose from",
            {code: {"vi": f"{code} – {name['vi']}", "en": f"{code} – {name['en']}"}
             for code, name in NAMES.items()},
        ),
    ] = ["VND", "USD", "EUR"]  # fmt: skip
    min: Bound | None = 0
    max: Bound | None = None

    @cached_property
    def inner(self) -> tuple[InnerPart, ...]:
        amount = NumberConfig(min=self.min, max=self.max, decimals=2)
        options = [
            Option(
                value=code, label={lang: f"{code} – {word}" for lang, word in NAMES[code].items()}
            )
            for code in dict.fromkeys(self.currencies)
        ]
        choice = SingleChoiceConfig(options=options, display="select")
        words = ({"vi": "Số tiền", "en": "Amount"}, {"vi": "Loại tiền", "en": "Currency"})
        return (
            InnerPart("amount", Number(), amount, words[0], required=True),
            InnerPart("currency", SingleChoice(), choice, words[1], required=True),
        )


class CurrencyAmount(CompositeType[CurrencyConfig]):
    """Stored as ``{"amount": 12.5, "currency": "USD"}``."""

    key = "currency"
    label = {"vi": "Số tiền có chọn loại tiền", "en": "Amount in a chosen currency"}
    group = "numbers"
    hint = {"vi": "Số tiền và loại tiền: đồng, đô la, euro", "en": "An amount and its currency"}
    keywords = ("ngoại tệ", "đô la", "loại tiền", "tiền tệ", "usd", "euro", "giá trị hợp đồng")
    icon = "coins"
    config = CurrencyConfig
    personal_data = "none"

    def check_whole(
        self, value: Any, settings: CurrencyConfig, question: Question
    ) -> Iterator[Issue]:
        number = numbers.from_json(value.get("amount"))
        if number is not None and value.get("currency") in _WHOLE and number % numbers.ONE:
            message = _("%(label)s: loại tiền này không có số lẻ")
            yield Issue("whole", message % {"label": question.label}, "-amount")

    def check_settings(self, settings: CurrencyConfig) -> Iterator[Issue]:
        yield from settings.inner[0].type.check_settings(settings.inner[0].settings)

    def display(self, value: Any, settings: CurrencyConfig, language: str) -> str:
        number, code = numbers.from_json(value.get("amount")), value.get("currency", "")
        if number is None:
            return str(code)
        shown = show_numeral(number, language)
        point = "," if language.startswith("vi") else "."
        whole, _point, hundredths = shown.partition(point)
        if code not in _WHOLE and hundredths:
            shown = f"{whole}{point}{hundredths:0<2}"
        return f"{shown} {code}".strip()
