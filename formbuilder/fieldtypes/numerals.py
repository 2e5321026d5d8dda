"""Numbers as people in Viet Nam type and read them: ``1.234,5``."""

import re
from typing import Final

from formbuilder.domain import numbers

_GROUPED: Final = re.compile(r"-?[0-9]{1,3}(?:[., ][0-9]{3})+")
_PLAIN: Final = re.compile(r"-?[0-9]{1,15}(?:[.,][0-9]{1,6})?")
_MIXED_VI: Final = re.compile(r"-?[0-9]{1,3}(?:[. ][0-9]{3})+,[0-9]{1,6}")
_MIXED_EN: Final = re.compile(r"-?[0-9]{1,3}(?:[, ][0-9]{3})+\.[0-9]{1,6}")


def read_numeral(text: str, *, decimals: int) -> str | None:
    """Plain decimal text for what was typed; ``None`` when it is no number or has two readings.

    With at most two decimals allowed, ``1.234`` can only be one thousand two hundred and
    thirty-four; with three or more it could be either and is refused.
    """
    text = text.replace("\u2212", "-")
    if _MIXED_VI.fullmatch(text):
        return re.sub("[. ]", "", text).replace(",", ".")
    if _MIXED_EN.fullmatch(text):
        return re.sub("[, ]", "", text)
    if _GROUPED.fullmatch(text):
        marks = set(re.findall("[., ]", text))
        if len(marks) > 1 or (decimals >= 3 and len(re.findall("[.,]", text)) == 1):
            return None
        return re.sub("[., ]", "", text)
    return text.replace(",", ".") if _PLAIN.fullmatch(text) else None


def show_numeral(millionths: int, language: str) -> str:
    """``1.234,5`` in Vietnamese, ``1,234.5`` elsewhere."""
    whole, _point, fraction = numbers.to_text(millionths).partition(".")
    grouped = f"{int(whole):,}" if whole != "-0" else "-0"
    if language.startswith("vi"):
        return grouped.replace(",", ".") + (f",{fraction}" if fraction else "")
    return grouped + (f".{fraction}" if fraction else "")
