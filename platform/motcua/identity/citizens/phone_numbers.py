"""Vietnamese mobile numbers as people write them. Pure: no database, no clock."""

import re
import unicodedata
from typing import Final

# Domestic prefixes of mobile networks since the change of 2018 (Circular 22/2014/TT-BTTTT).
_MOBILE: Final = re.compile(r"[35789]\d{8}")
_BETWEEN: Final = re.compile(r"[\s.()\-]")


def mobile_number(written: str) -> str:
    """``0912 345 678``, ``84912345678``, ``+84 (0)912…`` as ``+84912345678``; empty for anything
    that cannot get a text message here, a landline among them."""
    digits = _BETWEEN.sub("", unicodedata.normalize("NFKC", written[:40]))
    if not re.fullmatch(r"\+?[0-9]+", digits):
        return ""
    digits = re.sub(r"^(\+84|0084|84(?=0?[35789]\d{8}$))", "0", digits)
    digits = re.sub(r"^00(?=[35789])", "0", digits)
    domestic = digits.removeprefix("0") if digits.startswith("0") else ""
    return f"+84{domestic}" if _MOBILE.fullmatch(domestic) else ""


def veiled(number: str) -> str:
    """As somebody recognises their own without telling it to others: ``09•• ••• 678``."""
    return f"0{number[3:4]}•• ••• {number[-3:]}" if number else ""
