"""SWIFT MT940 customer statements: ``:61:`` a movement, ``:86:`` its words."""

import re
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from motcua.payments.statements.lines import ParsedLine, refuse

_MOVEMENT: Final = re.compile(
    r"(?P<day>\d{6})(?:\d{4})?(?P<mark>RC|RD|C|D)[A-Z]?(?P<amount>\d{1,15}(?:,\d{0,2})?)"
    r"[A-Z][A-Z0-9]{3}(?P<reference>[^/\n]{0,16})(?://(?P<number>[^\n]{0,34}))?"
)
_FIELD: Final = re.compile(r"^:(\d{2}[A-Z]?):", re.MULTILINE)
_BALANCE: Final = re.compile(r"[CD]\d{6}([A-Z]{3})")


def read_mt940(content: bytes) -> list[ParsedLine]:
    text = content.decode("utf-8", "replace").replace("\r\n", "\n").replace("\x00", "")
    found: list[ParsedLine] = []
    currency = "VND"
    for tag, value in _fields(text):
        if tag.startswith("60"):
            balance = _BALANCE.match(value)
            currency = balance[1] if balance else currency
        elif tag == "61":
            found.append(_movement(value, len(found) + 1, currency))
        elif tag == "86" and found:
            words = " ".join(value.replace("\n", "").split())
            found[-1] = _with_memo(found[-1], words)
    return found


def _fields(text: str) -> list[tuple[str, str]]:
    marks = list(_FIELD.finditer(text))
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return [
        (mark[1], text[mark.end() : end].strip().removesuffix("-}").removesuffix("\n-"))
        for mark, end in zip(marks, ends, strict=True)
    ]


def _movement(value: str, position: int, currency: str) -> ParsedLine:
    found = _MOVEMENT.match(value)
    if found is None:
        raise refuse(_("giao dịch MT940 không đọc được"), line=position)
    whole, _comma, cents = found["amount"].partition(",")
    if cents.strip("0"):
        raise refuse(_("số tiền có số lẻ"), line=position)
    # A reversal undoes: RC takes back a credit.
    sign = 1 if found["mark"] in ("C", "RD") else -1
    reference = (found["reference"] or "").strip()
    return ParsedLine(
        position=position,
        day=_day(found["day"], position),
        amount=sign * int(whole),
        currency=currency,
        number=(found["number"] or "").strip(),
        reference="" if reference == "NONREF" else reference,
    )


def _with_memo(line: ParsedLine, words: str) -> ParsedLine:
    return ParsedLine(
        position=line.position,
        day=line.day,
        amount=line.amount,
        currency=line.currency,
        number=line.number,
        reference=line.reference,
        memo=words[:500],
    )


def _day(text: str, position: int) -> date:
    try:
        return date(2000 + int(text[:2]), int(text[2:4]), int(text[4:6]))
    except ValueError:
        raise refuse(_("ngày “%(text)s” không đọc được") % {"text": text}, line=position) from None
