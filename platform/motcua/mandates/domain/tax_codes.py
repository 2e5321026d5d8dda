"""Numbers of enterprises and tax payers: ten digits with a check digit, branches with three more
(domain reference 7.2). Whether such an enterprise exists only its register knows."""

import re
from typing import Final

_WEIGHTS: Final = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_SHAPE: Final = re.compile(r"([0-9]{10})(?:-?([0-9]{3}))?")


def clean_tax_code(typed: str) -> str:
    """``0314409058`` or ``0314409058-002``; empty when it cannot be one."""
    found = _SHAPE.fullmatch("".join(typed[:40].replace(".", "").split()))
    if found is None or found[2] == "000":
        return ""
    digits = [int(each) for each in found[1]]
    total = sum(digit * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    if digits[9] != 10 - total % 11:
        return ""
    return found[1] + (f"-{found[2]}" if found[2] else "")
