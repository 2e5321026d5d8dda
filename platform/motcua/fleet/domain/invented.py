"""Invented people in place of real ones: the same value always becomes the same invention.

What is invented depends on a key that is kept nowhere but in the tenant's own data keys, so the
names in two copies tell nothing about each other. Numbers begin with digits no real one has:
no province has the code 000 and no telephone number begins with 0000.
"""

import hashlib
import hmac
import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from formbuilder.domain.divisions import communes_of, provinces

_FAMILIES = "Nguyễn Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý"
_FAMILY: Final = tuple(_FAMILIES.split())
_MIDDLES = "Văn Thị Minh Thu Ngọc Đức Thanh Hữu Mai Quang Kim Bảo Hải Gia"
_MIDDLE: Final = tuple(_MIDDLES.split())
_GIVENS = (
    "An Bình Chi Dung Giang Hà Hạnh Hiếu Hoa Hùng Khánh Lan Linh Long Mai Nam Nga Phong Phúc "
    "Quân Sơn Tâm Thảo Trang Tuấn Tùng Vân Vinh Xuân Yến"
)
_GIVEN: Final = tuple(_GIVENS.split())
_TALK = "bản ghi tập huấn nội dung được thay cho lời thật của hồ sơ này để cán bộ luyện tay"
_WORDS: Final = tuple(_TALK.split())
_UUID: Final = re.compile(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
_REFERENCE: Final = re.compile(
    r"^(staff|applicant|helper|citizen|system|anonymous|case|submission|draft|order|paper)(:[0-9a-f-]{36})?$"
)
_MOMENT: Final = re.compile(r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}")
_DAY: Final = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_IDENTIFIER: Final = re.compile(
    r"^(fld|pag|sec|opt|row|cmp|req|fee|stp|out|rsn)_[A-Za-z0-9_]{1,64}$"
)
_NUMBER: Final = re.compile(r"^[+\d][\d .,/\-]*$")
_HEX: Final = re.compile(r"^[0-9a-f]{32,128}$")
_MAIL: Final = re.compile(r"^\S+@\S+$")
# Two to five words that each begin with a capital.
_NAME: Final = re.compile(r"^(?=(\S+ ){1,4}\S+$)([^\W\d_a-z]\S* ?)+$")
_LONG_NUMBER: Final = 9
_MOST_WORDS: Final = 60
# Keys of JSON whose words are ours, not anybody's.
_PLAIN = """
    _row action channel code component_id currency event fee_id field_id field_ids file_id form
    gateway holder_role id ids item_id key kind lang language level media_type method mode name_id
    number_kind op order_id outcome outcome_id page_id paper_id part purpose reason_code reference
    role rule scope service service_slug slug state status step step_id subject target template
    type unit version version_id waiver_id
    """
PLAIN_KEYS: Final = frozenset(_PLAIN.split())


class Inventor:
    """``kept``: words of the forms themselves (values of options), which are nobody's."""

    def __init__(self, key: bytes, *, kept: frozenset[str] = frozenset()) -> None:
        self._key = key
        self._kept = kept

    def name(self, value: str) -> str:
        if not value.strip():
            return value
        number = self._number("name", " ".join(value.casefold().split()))
        family, rest = number % len(_FAMILY), number // len(_FAMILY)
        middle, rest = rest % len(_MIDDLE), rest // len(_MIDDLE)
        return f"{_FAMILY[family]} {_MIDDLE[middle]} {_GIVEN[rest % len(_GIVEN)]}"

    def who(self, value: str) -> str:
        """A reference (``staff:<id>``) stays; a name becomes another."""
        is_reference = _REFERENCE.match(value) or _UUID.match(value)
        return value if is_reference else self.name(value)

    def digits(self, value: str) -> str:
        """As many digits at the same places; a long number begins with three noughts."""
        stream = str(self._number("digits", value)).rjust(40, "7")
        count, made = 0, []
        long = sum(each.isdigit() for each in value) >= _LONG_NUMBER
        for letter in value:
            if not letter.isdigit():
                made.append(letter)
                continue
            first = "000" if long else ""
            digit = stream[count % len(stream)]
            made.append(first[count] if count < len(first) else digit if digit != "0" else "1")
            count += 1
        return "".join(made)

    def email(self, value: str) -> str:
        return f"nguoi-{self._number('email', value) % 10**8:08d}@example.invalid" if value else ""

    def text(self, value: str) -> str:
        """As many words, of no meaning but that they are invented."""
        count = min(len(value.split()), _MOST_WORDS)
        start = self._number("text", value) % len(_WORDS) if value else 0
        words = [_WORDS[(start + at) % len(_WORDS)] for at in range(count)]
        return " ".join(words).capitalize() if words else value

    def hexadecimal(self, value: str) -> str:
        """For hashes: equal ones stay equal, and none can be tried against real values."""
        made = hmac.new(self._key, b"hex\x00" + value.encode(), hashlib.sha512).hexdigest()
        return made[: len(value)] if value else value

    def day(self, value: str) -> str:
        """Up to two years earlier; the same day always moves as far."""
        try:
            return str(date.fromisoformat(value) - timedelta(self._number("day", value) % 730 + 1))
        except (ValueError, OverflowError):
            return "2000-01-01"

    def value(self, value: Any, *, key: str = "") -> Any:
        """Anything of JSON: keys and shapes stay, what a person wrote or is goes."""
        if isinstance(value, Mapping):
            return self._mapping(value)
        if isinstance(value, list):
            return [self.value(each, key=key) for each in value]
        if isinstance(value, str):
            return self._string(value, key)
        if isinstance(value, bool) or value is None:
            return value
        return self._amount(value, key)

    def _mapping(self, value: Mapping[str, Any]) -> dict[str, Any]:
        made = {name: self.value(each, key=name) for name, each in value.items()}
        if {"province", "commune"} <= value.keys():
            made |= self._place(str(value.get("commune") or ""))
        return made

    def _place(self, commune: str) -> dict[str, str]:
        """Another commune of the country, which forms and papers know by its code."""
        number = self._number("place", commune)
        all_provinces = provinces()
        province = all_provinces[number % len(all_provinces)]
        communes = communes_of(province.code)
        return {
            "province": province.code,
            "commune": communes[number // 97 % len(communes)].code if communes else "",
        }

    def _string(self, value: str, key: str) -> str:
        if (
            not value
            or key in PLAIN_KEYS
            or value in self._kept
            or _UUID.match(value)
            or _MOMENT.match(value)
            or _IDENTIFIER.match(value)
            or _REFERENCE.match(value)
        ):
            return value
        return self._written(value)

    def _written(self, value: str) -> str:
        """What a person wrote, by what it looks like."""
        shapes = (
            (_DAY, self.day),
            (_MAIL, self.email),
            (_HEX, self.hexadecimal),
            (_NUMBER, self.digits),
            (_NAME, self.name),
        )
        return next((make(value) for shape, make in shapes if shape.match(value)), self.text(value))

    def _amount(self, value: float, key: str) -> Any:
        """Numbers a person wrote: as long, other digits. Sizes, places and counts stay."""
        if isinstance(value, float) or key in _COUNTS or abs(value) < 10:
            return value
        return int(self.digits(str(value)).lstrip("0") or "1")

    def _number(self, purpose: str, value: str) -> int:
        made = hmac.new(self._key, f"{purpose}\x00{value}".encode(), hashlib.sha256).digest()
        return int.from_bytes(made[:16], "big")


_COUNTED = "size minutes amount minor total quantity unit_minor count position page version number"
_COUNTS: Final = frozenset(_COUNTED.split())
