"""VietQR: NAPAS' use of the EMVCo merchant-presented QR code (domain reference 7.3), pure code.

Tag, two digits of length, value; the last tag is a CRC-16/CCITT-FALSE over everything before its
value. ``build`` writes, ``parse`` reads strictly.
"""

from dataclasses import dataclass
from typing import Final

GUID: Final = "A000000727"
TO_ACCOUNT: Final = "QRIBFTTA"
STATIC: Final = "11"
DYNAMIC: Final = "12"
LONGEST_MEMO: Final = 25
_DONG: Final = "704"


class QrInvalid(ValueError):
    pass


@dataclass(frozen=True, slots=True)
class VietQr:
    """``amount`` in đồng and ``memo`` are ``None`` and empty in a static code."""

    bank_bin: str
    account_number: str
    amount: int | None = None
    memo: str = ""
    is_dynamic: bool = False


def build(code: VietQr) -> str:
    """The text inside the picture. Raises ``QrInvalid``."""
    if not (code.bank_bin.isascii() and code.bank_bin.isdigit() and len(code.bank_bin) == 6):
        raise QrInvalid("bank")
    if not (code.account_number.isascii() and code.account_number.isalnum()):
        raise QrInvalid("account")
    if len(code.account_number) > 19 or len(code.memo) > LONGEST_MEMO or not code.memo.isascii():
        raise QrInvalid("too long")
    beneficiary = _tag("00", code.bank_bin) + _tag("01", code.account_number)
    target = _tag("00", GUID) + _tag("01", beneficiary) + _tag("02", TO_ACCOUNT)
    text = _tag("00", "01") + _tag("01", DYNAMIC if code.is_dynamic else STATIC)
    text += _tag("38", target) + _tag("53", _DONG)
    if code.amount is not None:
        if not 0 < code.amount < 10**13:
            raise QrInvalid("amount")
        text += _tag("54", str(code.amount))
    text += _tag("58", "VN")
    if code.memo:
        text += _tag("62", _tag("08", code.memo))
    return f"{text}6304{crc(text + '6304')}"


def parse(text: str) -> VietQr:
    """What a bank's app reads. Raises ``QrInvalid`` for a code that was altered or is no VietQR."""
    if len(text) < 8 or text[-8:-4] != "6304" or crc(text[:-4]) != text[-4:].upper():
        raise QrInvalid("checksum")
    tags = _tags(text[:-8])
    target = _tags(tags.get("38", ""))
    if target.get("00") != GUID or tags.get("53") != _DONG or tags.get("58") != "VN":
        raise QrInvalid("not a VietQR")
    beneficiary = _tags(target.get("01", ""))
    amount = tags.get("54")
    if amount is not None and not (amount.isascii() and amount.isdigit()):
        raise QrInvalid("amount")
    return VietQr(
        bank_bin=beneficiary.get("00", ""),
        account_number=beneficiary.get("01", ""),
        amount=int(amount) if amount else None,
        memo=_tags(tags.get("62", "")).get("08", ""),
        is_dynamic=tags.get("01") == DYNAMIC,
    )


def crc(text: str) -> str:
    """CRC-16/CCITT-FALSE, four upper-case hexadecimal digits."""
    value = 0xFFFF
    for byte in text.encode():
        value ^= byte << 8
        for _bit in range(8):
            value = (value << 1) ^ 0x1021 if value & 0x8000 else value << 1
        value &= 0xFFFF
    return f"{value:04X}"


def _tag(number: str, value: str) -> str:
    return f"{number}{len(value):02d}{value}"


def _tags(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    place = 0
    while place < len(text):
        number, length = text[place : place + 2], text[place + 2 : place + 4]
        if not (number.isdigit() and len(length) == 2 and length.isdigit()) or number in found:
            raise QrInvalid("structure")
        value = text[place + 4 : place + 4 + int(length)]
        if len(value) != int(length):
            raise QrInvalid("structure")
        found[number] = value
        place += 4 + int(length)
    return found
