"""Paying by a bank transfer: where the money goes and how it is recognised when it comes."""

import re
from dataclasses import dataclass
from typing import Final

from motcua.kernel.ids import ALPHABET
from motcua.kernel.money import Money

PREFIX: Final = "TT"
LENGTH: Final = 12
_LETTERS: Final = re.escape(ALPHABET)
# Banks drop dashes and break long texts in the middle, so blanks and signs may stand anywhere.
_MEMO: Final = re.compile(rf"{PREFIX}([{_LETTERS}]{{{LENGTH}}})")


@dataclass(frozen=True, slots=True)
class Transfer:
    """What the payer types or scans. ``memo`` is ASCII and names the order; ``qr`` is empty where
    there is no code to scan, ``fixed``: the code holds the account only, the rest is typed."""

    bank_name: str
    account_number: str
    account_name: str
    amount: Money
    memo: str
    qr: str = ""
    is_fixed: bool = False


def memo_of(order_reference: str) -> str:
    """``TT-ABCDEFGH2345`` as it travels through banks: ``TTABCDEFGH2345``."""
    return order_reference.replace("-", "")


def references_in(memo: str) -> list[str]:
    """Order references that a statement's text may hold, the likeliest first."""
    squeezed = "".join(char for char in memo.upper() if char.isascii() and char.isalnum())
    found = [f"{PREFIX}-{code}" for code in _overlapping(squeezed)]
    return list(dict.fromkeys(found))


def _overlapping(text: str) -> list[str]:
    return [match[1] for place in range(len(text)) if (match := _MEMO.match(text, place))]
