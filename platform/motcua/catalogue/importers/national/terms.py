"""Times, fees and audiences of a record, from their words to the parts of a draft."""

import re
from dataclasses import dataclass
from typing import Final

from motcua.catalogue.domain.clock import TermUnit
from motcua.catalogue.importers.national.record import NOTHING, Channel
from motcua.kernel.text import fold

MAX_AMOUNT: Final = 1_000
_UNITS: Final[dict[str, TermUnit]] = {
    "working_day": "working_days",
    "ngay lam viec": "working_days",
    "day": "calendar_days",
    "ngay": "calendar_days",
    "hour": "working_hours",
    "gio lam viec": "working_hours",
    "gio": "working_hours",
    "month": "months",
    "thang": "months",
}
_EXACT: Final = re.compile(r"^(\d{1,4})(?:[.,]0+)? ?([a-z_ ]{2,20})$")
_INSIDE: Final = re.compile(
    r"(\d{1,4}) ?(?:\([^()]{1,30}\) ?)?(ngay lam viec|gio lam viec|ngay|gio|thang)\b"
)
_SAME_DAY: Final = re.compile(
    r"(?:giai quyet |tra ket qua |thuc hien )?ngay trong ngay|trong ngay lam viec tiep theo"
    r"|trong ngay tiep nhan|trong ngay lam viec\b"
)
_CUT_OFF: Final = re.compile(r"sau (\d{1,2}) ?(?:gio|h)\b")
_MONEY: Final = re.compile(r"^(\d[\d.,]{0,20}) ?([^\s()\d]{1,10})? ?(?:\((.*)\))?$", re.DOTALL)
_CURRENCIES: Final = {
    "vnd": "VND", "vn": "VND", "dong": "VND", "d": "VND", "₫": "VND", "": "VND",
    "usd": "USD", "$": "USD", "do": "USD", "dola": "USD",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadTerm:
    """``sure`` is false when the term was found in a sentence, not in the proper column."""

    unit: TermUnit
    amount: int
    sure: bool
    cut_off: str = ""


def read_term(channel: Channel, steps: str) -> ReadTerm | None:
    """The term of one channel; ``steps`` is looked at for services of the same day only."""
    first = fold(channel.term.split("\n")[0])
    match = _EXACT.match(first)
    if match and (unit := _UNITS.get(match[2].strip())) and 0 < int(match[1]) <= MAX_AMOUNT:
        return ReadTerm(unit, int(match[1]), sure=True)
    return _from_sentences(fold(f"{channel.term}\n{channel.about}"), fold(steps[:40_000]))


def _from_sentences(words: str, steps: str) -> ReadTerm | None:
    if same := _same_day(words):
        return same
    match = _INSIDE.search(words)
    if match and 0 < int(match[1]) <= MAX_AMOUNT:
        return ReadTerm(_UNITS[match[2]], int(match[1]), sure=False)
    cut_off = _CUT_OFF.search(steps)
    if cut_off and "ngay lam viec tiep theo" in steps:
        return _same_day("ngay trong ngay " + cut_off[0])
    return None


def _same_day(words: str) -> ReadTerm | None:
    if not _SAME_DAY.search(words):
        return None
    found = _CUT_OFF.search(words)
    hour = int(found[1]) if found else 0
    cut_off = f"{hour:02d}:00" if 7 <= hour <= 23 else ""
    return ReadTerm("same_day", 1, sure=False, cut_off=cut_off)


@dataclass(frozen=True, slots=True)
class ReadFee:
    """``minor`` is ``None`` when the record gives words only."""

    minor: int | None
    currency: str
    words: str


def read_fees(channel: Channel) -> list[ReadFee]:
    """The amounts of one channel, in their order; nothing when the record says nothing."""
    text = channel.fee.strip()
    if not text or text.casefold().startswith(NOTHING):
        return []
    return [_fee(part.strip()) for part in re.split(r"\s\|\s", text) if part.strip()]


def _fee(text: str) -> ReadFee:
    match = _MONEY.match(text)
    if not match:
        return ReadFee(None, "VND", text)
    currency = _CURRENCIES.get(fold(match[2] or "").rstrip("."))
    minor = _minor(match[1], currency or "VND")
    if currency is None or minor is None:
        return ReadFee(None, "VND", text)
    return ReadFee(minor, currency, (match[3] or "").strip())


def _minor(digits: str, currency: str) -> int | None:
    """``150000``, ``150.000`` and ``1.5``: a point or comma before one or two last digits cuts."""
    head, _mark, tail = re.sub(r"[.,](?=\d{3}(\D|$))", "", digits.rstrip(".,")).partition(
        "." if "." in digits else ","
    )
    if not head.isdigit() or (tail and not tail.isdigit()):
        return None
    places = 0 if currency == "VND" else 2
    minor = int(head) * 10**places + int((tail + "00")[:places] or 0)
    return minor if minor <= 10**12 else None


AUDIENCES: Final = {
    "cong dan viet nam": "citizen",
    "nguoi viet nam dinh cu o nuoc ngoai": "overseas",
    "nguoi nuoc ngoai": "foreigner",
    "doanh nghiep": "enterprise",
    "hop tac xa": "enterprise",
    "ho kinh doanh": "household",
    "to chuc": "organisation",
    "co quan": "organisation",
    "don vi": "organisation",
    "can bo": "citizen",
    "cong chuc": "citizen",
    "vien chuc": "citizen",
    "dang vien": "citizen",
    "ca nhan": "citizen",
    "ho gia dinh": "citizen",
}
"""Beginnings of the words of a record; the longest that fits counts."""


def read_audience(text: str) -> tuple[list[str], list[str]]:
    """Audiences, and the words nobody knows. Commas inside brackets do not separate."""
    known: list[str] = []
    unknown: list[str] = []
    for words in re.split(r",(?![^()]*\))|;|\n", text[:4_000]):
        folded = fold(words)
        if not folded:
            continue
        fitting = [name for name in AUDIENCES if folded.startswith(name)]
        if fitting:
            known.append(AUDIENCES[max(fitting, key=len)])
        else:
            unknown.append(words.strip())
    return list(dict.fromkeys(known)), unknown
