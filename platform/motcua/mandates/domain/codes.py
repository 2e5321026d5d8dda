"""Codes that somebody reads out to somebody else."""

import secrets
from typing import Final

DIGITS: Final = 10
_GROUPS: Final = (3, 3, 4)


def make_code() -> str:
    """Digits only, as many as a telephone number has: read out and typed without mistakes. With a
    thousand codes alive one guess in ten million hits; guesses are limited to a few an hour."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"


def clean_code(typed: str) -> str:
    """The digits of what was typed; empty when it cannot be a code."""
    digits = "".join(each for each in typed[:60] if each not in " .-\u00a0")
    return digits if len(digits) == DIGITS and digits.isascii() and digits.isdigit() else ""


def in_groups(code: str) -> str:
    """``482 177 3055``: as a telephone number is read out."""
    parts, start = [], 0
    for length in _GROUPS:
        parts.append(code[start : start + length])
        start += length
    return " ".join(parts)
