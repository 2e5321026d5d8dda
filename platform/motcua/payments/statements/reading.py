"""Which kind of file it is, and its lines."""

from collections.abc import Callable
from typing import Final

from django.utils.translation import gettext as _

from motcua.payments.statements.camt import read_camt
from motcua.payments.statements.lines import (
    MAX_BYTES,
    MAX_LINES,
    ParsedLine,
    ParsedStatement,
    refuse,
)
from motcua.payments.statements.mt940 import read_mt940
from motcua.payments.statements.table import read_csv, read_xlsx

Reader = Callable[[bytes], list[ParsedLine]]
_READERS: Final[dict[str, Reader]] = {
    "xlsx": read_xlsx,
    "camt": read_camt,
    "mt940": read_mt940,
    "csv": read_csv,
}


def read_statement(content: bytes) -> ParsedStatement:
    """Known by its content, not its name. Raises ``StatementRefused``, naming the line."""
    if not content.strip():
        raise refuse(_("Tệp rỗng."))
    if len(content) > MAX_BYTES:
        raise refuse(_("Tệp lớn hơn 10 MB."))
    kind = _kind_of(content)
    lines = _READERS[kind](content)
    if not lines:
        raise refuse(_("Tệp không có giao dịch nào."))
    if len(lines) > MAX_LINES:
        raise refuse(_("Tệp có quá 20.000 dòng, hãy chia nhỏ theo ngày."))
    return ParsedStatement(kind, tuple(lines))


def _kind_of(content: bytes) -> str:
    start = content[:4096].lstrip(b"\xef\xbb\xbf \r\n\t")
    if start.startswith(b"PK\x03\x04"):
        return "xlsx"
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise refuse(_("Tệp .xls cũ không đọc được, hãy lưu lại thành .xlsx hoặc .csv."))
    if start.startswith(b"<"):
        return "camt"
    if b":20:" in start and b":60" in start:
        return "mt940"
    return "csv"
