"""Tables that people open in a spreadsheet."""

import csv
import io
import re
from collections.abc import Iterable
from typing import Any, Final

_FORMULA: Final = re.compile(r"^[\s]*[=+\-@\t\r|%]")
# What XML 1.0 cannot hold.
ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def guarded(value: Any) -> Any:
    """Typed values pass; text is made safe to open in a spreadsheet."""
    if not isinstance(value, str):
        return value
    text = ILLEGAL.sub("", value)
    return f"'{text}" if _FORMULA.match(text) else text


def csv_text(rows: Iterable[Iterable[Any]]) -> str:
    """UTF-8 with a mark in front, so that spreadsheets read the tone marks; every cell guarded."""
    out = io.StringIO()
    csv.writer(out).writerows([guarded(each) for each in row] for row in rows)
    return "\ufeff" + out.getvalue()
