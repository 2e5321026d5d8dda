"""Plausible answers to any form, posted page by page as a browser would."""

from collections.abc import Callable, Mapping
from datetime import date
from random import Random
from typing import Any, Final

from formbuilder.api import CompiledField, CompiledForm, communes_of

FAMILY: Final = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ")
MIDDLE: Final = {"nam": ("Văn", "Đức", "Minh", "Quang"), "nu": ("Thị", "Ngọc", "Thu", "Thanh")}
GIVEN: Final = {
    "nam": ("An", "Bình", "Cường", "Dũng", "Hải", "Khang", "Long", "Nam", "Phúc", "Sơn"),
    "nu": ("Anh", "Chi", "Dung", "Hà", "Hương", "Lan", "Mai", "Nga", "Phương", "Yến"),
}
STREETS: Final = ("Trần Phú", "Hùng Vương", "Lê Lợi", "Nguyễn Trãi", "Phan Chu Trinh")
PROVINCE: Final = "68"
PDF: Final = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)

Posted = dict[str, list[str]]


class Inventor:
    """Answers of one invented person. The same seed gives the same answers."""

    def __init__(self, seed: int, choices: Mapping[str, str] | None = None) -> None:
        self.dice = Random(seed)  # noqa: S311 -- invented people, nothing secret
        self.sex = self.dice.choice(("nam", "nu"))
        self.birth_year = self.dice.randint(1960, 2004)
        self.full_name = self.name(self.sex)
        self.choices = dict(choices or {})

    def name(self, sex: str | None = None) -> str:
        sex = sex or self.dice.choice(("nam", "nu"))
        parts = FAMILY, MIDDLE[sex], GIVEN[sex]
        return " ".join(self.dice.choice(words) for words in parts)

    def personal_number(self) -> str:
        """Well-formed (domain reference 7.2) and belonging to nobody we know of."""
        century = 2 if self.birth_year >= 2000 else 0
        digit = century + (self.sex == "nu")
        return f"068{digit}{self.birth_year % 100:02d}{self.dice.randint(0, 999_999):06d}"

    def claims(self, subject: str, *, level: int) -> dict[str, Any]:
        """What the platform would say of the person at sign-in."""
        month, day = self.dice.randint(1, 12), self.dice.randint(1, 28)
        claims: dict[str, Any] = {
            "sub": subject,
            "name": self.full_name,
            "email": f"cong-dan-{self.dice.randint(1, 999_999)}@example.vn",
            "phone_number": f"+8491{self.dice.randint(0, 9_999_999):07d}",
            "acr": f"LoA{level}",
        }
        if level == 2:
            claims |= {
                "birthdate": f"{self.birth_year}-{month:02d}-{day:02d}",
                "gender": "female" if self.sex == "nu" else "male",
                "personal_number": self.personal_number(),
            }
        return claims

    def page(self, form: CompiledForm, page_id: str) -> Posted:
        """Inputs for every question on the page."""
        posted: Posted = {}
        for item in form.page(page_id).fields:
            if item.is_calculated or not item.type.answers or item.type.kind == "files":
                continue
            if item.type.kind == "rows":
                posted[f"f-{item.id}-rows"] = ["r1"]
                for inner in item.inner:
                    posted |= self._inputs(inner, f"f-{item.id}-r1-{inner.id}")
            else:
                posted |= self._inputs(item, f"f-{item.id}")
        return posted

    def _inputs(self, item: CompiledField, name: str) -> Posted:
        if item.type.key == "date":
            return self._date(item, name)
        if item.type.key == "address":
            return self._address(name)
        return {name: [self.choices.get(item.id) or self._one(item)]}

    def _one(self, item: CompiledField) -> str:
        makers: dict[str, Callable[[], str]] = {
            "yes_no": lambda: "yes",
            "single_choice": lambda: self._option(item),
            "multiple_choice": lambda: self._option(item),
            "number": lambda: str(int(item.settings.min or self.dice.randint(1, 3))),
            "money": lambda: "100000",
            "email": lambda: "cong-dan@example.vn",
            "phone": lambda: f"091{self.dice.randint(0, 9_999_999):07d}",
            "personal_number": self.personal_number,
        }
        return makers.get(item.type.key, lambda: self._text(item))()

    def _date(self, item: CompiledField, name: str) -> Posted:
        if chosen := self.choices.get(item.id):
            wanted = date.fromisoformat(chosen)
            return _day(name, wanted.day, wanted.month, wanted.year)
        year = self.birth_year if item.settings.is_birth_date else 2019
        if item.settings.when in ("future", "today_or_future"):
            year = 2028
        return _day(name, 17, 5, year)

    def _option(self, item: CompiledField) -> str:
        values = [option.value for option in item.settings.options]
        return self.sex if self.sex in values else str(values[0])

    def _address(self, name: str) -> Posted:
        commune = self.dice.choice(communes_of(PROVINCE)[:20])
        detail = f"{self.dice.randint(1, 200)} {self.dice.choice(STREETS)}"
        return {
            f"{name}-province": [PROVINCE],
            f"{name}-commune": [commune.code],
            f"{name}-detail": [detail],
        }

    def _text(self, item: CompiledField) -> str:
        form = getattr(item.settings, "form", "free")
        fixed = {"digits": "123456", "tax_code": "0100233488", "passport": "C1234567"}
        if form in fixed:
            return fixed[form]
        if form == "person_name":
            return self.name()
        longest = getattr(item.settings, "max_length", None)
        return "Theo giấy tờ kèm theo"[:longest].strip()


def _day(name: str, day: int, month: int, year: int) -> Posted:
    return {f"{name}-day": [str(day)], f"{name}-month": [str(month)], f"{name}-year": [str(year)]}
