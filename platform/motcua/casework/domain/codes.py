"""Dossier codes (domain reference 4.6): made by the tenant's pattern, never by its code."""

import re
import string
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from motcua.casework.errors import CodePatternInvalid

DEFAULT_PATTERN: Final = "{agency}-{yymmdd}-{number:04d}"
_NUMBER_SPEC: Final = re.compile(r"0[1-9]d")
_LITERAL: Final = re.compile(r"[A-Za-z0-9./_-]*")


def format_code(*, pattern: str, agency: str, day: date, number: int) -> str:
    """``H36-260615-0001``. ``day`` is the local day of reception.

    Only ``{agency}``, ``{yymmdd}``, ``{yyyymmdd}`` and ``{number:0Nd}`` are known; tenants type
    patterns, so Python's own formatting never sees them. Raises ``CodePatternInvalid``.
    """
    parts: list[str] = []
    numbered = False
    for literal, field, spec, conversion in _parse(pattern):
        if conversion or not _LITERAL.fullmatch(literal):
            raise _refused()
        parts.append(literal)
        if field is None:
            continue
        numbered = numbered or field == "number"
        parts.append(_value(field, spec or "", agency=agency, day=day, number=number))
    if not numbered:
        raise _refused()
    return "".join(parts)


def _parse(pattern: str) -> list[tuple[str, str | None, str | None, str | None]]:
    try:
        return list(string.Formatter().parse(pattern))
    except ValueError:
        raise _refused() from None


def _value(field: str, spec: str, *, agency: str, day: date, number: int) -> str:
    match field, spec:
        case "agency", "":
            return agency
        case "yymmdd", "":
            return day.strftime("%y%m%d")
        case "yyyymmdd", "":
            return day.strftime("%Y%m%d")
        case "number", _ if _NUMBER_SPEC.fullmatch(spec):
            return str(number).zfill(int(spec[1]))
    raise _refused()


def _refused() -> CodePatternInvalid:
    return CodePatternInvalid(
        _("Mẫu mã hồ sơ chỉ gồm {agency}, {yymmdd} hoặc {yyyymmdd} và {number:04d}."),
        field="dossier_pattern",
    )
