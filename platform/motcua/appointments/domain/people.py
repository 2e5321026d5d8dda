"""Telephone numbers as people write them."""

import re
from typing import Final

_DIGITS: Final = re.compile(r"[1-9][0-9]{7,14}")


def normal_phone(text: str) -> str:
    """``0912 345 678``, ``+84 912.345.678`` and the like as ``84912345678``; empty for what is no
    telephone number."""
    digits = re.sub(r"[ .()\-]", "", text.strip())
    if digits.startswith("0"):
        digits = f"84{digits[1:]}"
    digits = digits.removeprefix("+")
    return digits if _DIGITS.fullmatch(digits) else ""
