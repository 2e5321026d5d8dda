"""What a state identity provider says about a person. Pure: no database, no clock."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from motcua.identity.assurance import PROVEN, level_of_acr

_NUMBER: Final = re.compile(r"\d{12}")
_FULL_DATE: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_MONTH: Final = re.compile(r"(\d{1,2})/(\d{4})")
_YEAR: Final = re.compile(r"\d{4}")
_SEXES: Final = {"nam": "male", "nữ": "female", "1": "male", "2": "female"}
PERSON_ACCOUNT: Final = "1"


class ClaimsRefused(ValueError):
    """The provider's answer cannot be used; the text says why, for the log."""


@dataclass(frozen=True, slots=True)
class VerifiedIdentity:
    """``personal_number`` is empty unless the provider proved it (level 2)."""

    provider: str
    subject: str
    assurance: int
    full_name: str
    personal_number: str
    birth_date: str
    sex: str
    address: str
    phone: str
    email: str

    @property
    def attributes(self) -> dict[str, str]:
        return {
            "full_name": self.full_name,
            "personal_number": self.personal_number,
            "birth_date": self.birth_date,
            "sex": self.sex,
            "address": self.address,
            "phone": self.phone,
            "email": self.email,
        }


def identity_of_claims(claims: Mapping[str, Any], *, provider: str, acr: str) -> VerifiedIdentity:
    """Read the claim names of the national sign-in service (domain reference 7.1).

    Raises ``ClaimsRefused`` for an enterprise's account, or a level 2 without a usable number.
    """
    if str(claims.get("LoaiTaiKhoan", PERSON_ACCOUNT)) != PERSON_ACCOUNT:
        raise ClaimsRefused("not a person's account")
    assurance = level_of_acr(acr)
    number = _text(claims, "SoDinhDanh")
    if assurance == PROVEN and not _NUMBER.fullmatch(number):
        raise ClaimsRefused("level 2 without a personal number")
    return VerifiedIdentity(
        provider=provider,
        subject=_text(claims, "sub"),
        assurance=assurance,
        full_name=_text(claims, "HoVaTen"),
        personal_number=number if assurance == PROVEN else "",
        birth_date=partial_date(_text(claims, "NgaySinh")),
        sex=_SEXES.get(_text(claims, "GioiTinh").lower(), ""),
        address=_text(claims, "DiaChi"),
        phone=e164_phone(_text(claims, "SoDienThoai")),
        email=_text(claims, "ThuDienTu").lower(),
    )


def partial_date(written: str) -> str:
    """``17/05/1990``, ``05/1990`` or ``1990`` as ISO 8601; empty when it is none of these."""
    if found := _FULL_DATE.fullmatch(written):
        day, month, year = found.groups()
        return f"{year}-{int(month):02d}-{int(day):02d}"
    if found := _MONTH.fullmatch(written):
        return f"{found[2]}-{int(found[1]):02d}"
    return written if _YEAR.fullmatch(written) else ""


def e164_phone(written: str) -> str:
    """``0912345678`` or ``84912345678`` as ``+84912345678`` (domain reference 7.2)."""
    digits = re.sub(r"\D", "", written)
    if digits.startswith("84"):
        return f"+{digits}"
    return f"+84{digits[1:]}" if digits.startswith("0") else digits


def _text(claims: Mapping[str, Any], name: str) -> str:
    return unicodedata.normalize("NFC", str(claims.get(name) or "")).strip()
