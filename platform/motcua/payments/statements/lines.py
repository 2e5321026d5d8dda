"""A movement of money as a file tells it, and reading its figures without guessing."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext as _

from motcua.payments.errors import StatementRefused

MAX_BYTES: Final = 10 * 1024 * 1024
MAX_LINES: Final = 20_000
_MOST: Final = 10**13
_DATES: Final = (
    "%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%d.%m.%Y", "%Y%m%d",
)  # fmt: skip
_NUMBER: Final = re.compile(r"(\()?([+-])?([0-9][0-9.,]*)\)?(?:đ|₫|vnd|vnđ)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ParsedLine:
    """``amount`` in đồng, above zero when money came in. ``number`` is the bank's own, ``""``
    where it gives none; ``reference`` what a gateway was given by us."""

    position: int
    day: date
    amount: int
    currency: str = "VND"
    number: str = ""
    reference: str = ""
    memo: str = ""
    payer: str = ""
    fee: int = 0
    is_failed: bool = False


@dataclass(frozen=True, slots=True)
class ParsedStatement:
    format: str
    lines: tuple[ParsedLine, ...]


def refuse(reason: str, *, line: int | None = None) -> StatementRefused:
    words = _("Dòng %(line)d: %(reason)s") % {"line": line, "reason": reason} if line else reason
    return StatementRefused(words, field="file", line=line, reason=reason)


def amount_of(text: str, *, line: int) -> int:
    """Whole đồng from ``16.000``, ``16,000``, ``16000.00``, ``-16.000 VND``.

    A separator before exactly three digits groups thousands; before one or two it begins the
    decimals, which must be zero. Anything else is refused, never guessed.
    """
    found = _NUMBER.fullmatch(text.replace("\u00a0", "").replace(" ", ""))
    digits = _whole(found[3]) if found else None
    if found is None or digits is None or int(digits) > _MOST:
        raise refuse(_("số tiền “%(text)s” không đọc được") % {"text": text[:40]}, line=line)
    return int(digits) * (-1 if found[2] == "-" or found[1] else 1)


def _whole(text: str) -> str | None:
    groups = re.split(r"[.,]", text)
    marks = re.findall(r"[.,]", text)
    if len(groups) > 1 and len(groups[-1]) in (1, 2):
        # The last mark begins decimals: it must differ from those before it.
        if int(groups[-1]) or marks[-1] in marks[:-1]:
            return None
        groups, marks = groups[:-1], marks[:-1]
    if len(set(marks)) > 1 or any(len(group) != 3 for group in groups[1:]):
        return None
    return "".join(groups) if groups[0] and len(groups[0]) <= (3 if marks else 15) else None


def day_of(text: str, *, line: int) -> date:
    """A day, with or without a time, in the forms that Vietnamese banks and gateways write."""
    words = text.strip().replace("T", " ")
    if re.fullmatch(r"\d{14}", words):
        words = words[:8]
    first = words.split(" ")[0] if words else ""
    for form in _DATES:
        try:
            return datetime.strptime(first, form).date()  # noqa: DTZ007 -- a day has no zone
        except ValueError:
            continue
    raise refuse(_("ngày “%(text)s” không đọc được") % {"text": text[:40]}, line=line)
