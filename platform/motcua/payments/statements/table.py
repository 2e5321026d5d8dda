"""Statements as tables: CSV and XLSX, whose columns are known by their headings."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from motcua.kernel.text import fold
from motcua.payments.statements.lines import (
    MAX_LINES,
    ParsedLine,
    amount_of,
    day_of,
    refuse,
)

_MOST_UNPACKED: Final = 80 * 1024 * 1024
_HEADING_WITHIN: Final = 30
_WIDEST: Final = 60
# Headings seen in files of Vietnamese banks and gateways, folded.
HEADINGS: Final = {
    "day": (
        "ngay", "ngay giao dich", "ngay gd", "ngay hach toan", "thoi gian", "thoi gian giao dich",
        "ngay hieu luc", "date", "transaction date", "vnp_paydate", "pay date", "response time",
        "ngay thanh toan", "thoi gian gd",
    ),
    "credit": ("ghi co", "so tien ghi co", "phat sinh co", "credit", "co", "so tien co"),
    "debit": ("ghi no", "so tien ghi no", "phat sinh no", "debit", "no", "so tien no"),
    "amount": ("so tien", "so tien giao dich", "so tien gd", "amount", "sotien"),
    "memo": (
        "noi dung", "dien giai", "mo ta", "noi dung giao dich", "noi dung thanh toan",
        "description", "remark", "chi tiet", "orderinfo", "order info", "vnp_orderinfo",
    ),
    "reference": (
        "ma tham chieu", "ma don hang", "txnref", "vnp_txnref", "order id", "orderid",
        "ma giao dich doi tac", "mathamchieu", "merchant reference",
    ),
    "number": (
        "so but toan", "so ct", "so chung tu", "ma giao dich", "so tham chieu", "transaction no",
        "vnp_transactionno", "transaction id", "transid", "ref no", "magiaodich", "so giao dich",
        "ma gd", "but toan",
    ),
    "payer": (
        "nguoi chuyen", "ten doi ung", "tai khoan doi ung", "nguoi nop", "doi tac", "payer",
        "ten nguoi chuyen", "counterparty",
    ),
    "currency": ("loai tien", "tien te", "currency", "ma tien te"),
    "fee": ("phi giao dich", "phi thanh toan", "phi dich vu", "fee"),
    "status": ("trang thai", "ket qua", "status", "result code", "vnp_responsecode"),
}  # fmt: skip
_FINE: Final = frozenset(
    {"", "0", "00", "thanh cong", "success", "successful", "da thanh toan", "hoan thanh"}
)
_NAMES: Final = {word: name for name, words in HEADINGS.items() for word in words}


def read_csv(content: bytes) -> list[ParsedLine]:
    text = _decoded(content)
    head = text[:8192]
    delimiter = max(",;\t|", key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        raise refuse(_("Tệp CSV hỏng.")) from None
    return read_rows(enumerate(rows, 1))


def read_xlsx(content: bytes) -> list[ParsedLine]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(each.file_size for each in archive.infolist()) > _MOST_UNPACKED:
                raise refuse(_("Tệp Excel quá lớn khi mở ra."))
        from openpyxl import load_workbook  # type: ignore[import-untyped]

        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        rows = list(enumerate(book.worksheets[0].iter_rows(values_only=True), 1))
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError, EOFError):
        raise refuse(_("Tệp Excel hỏng.")) from None
    return read_rows(rows)


def read_rows(rows: Iterable[tuple[int, Sequence[Any]]]) -> list[ParsedLine]:
    """Everything above the headings is a letterhead; a row without day and money is a total."""
    columns: dict[str, int] = {}
    found: list[ParsedLine] = []
    for number, row in rows:
        cells = row[:_WIDEST]
        if not columns:
            columns = _columns(cells)
            if not columns and number > _HEADING_WITHIN:
                break
            continue
        if _columns(cells):
            continue  # banks print their headings on every page
        line = _line(number, cells, columns)
        if line:
            found.append(line)
        if len(found) > MAX_LINES:
            break
    if not columns:
        raise refuse(
            _("Không thấy dòng tiêu đề. Cần ít nhất cột Ngày và cột Số tiền (hoặc Ghi có).")
        )
    return found


def _columns(cells: Sequence[Any]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        name = _NAMES.get(" ".join(fold(str(cell or "")).replace("(vnd)", "").split()))
        if name:
            found.setdefault(name, place)
    has_money = found.keys() & {"amount", "credit"}
    return found if "day" in found and has_money else {}


def _line(number: int, cells: Sequence[Any], columns: dict[str, int]) -> ParsedLine | None:
    def cell(name: str) -> Any:
        place = columns.get(name)
        return cells[place] if place is not None and place < len(cells) else None

    money = _money(cell, number)
    if (
        not _text(cell("day"))
        or money is None
        or fold(_text(cell("day"))).startswith(("tong", "cong"))
    ):
        return None
    fee = _text(cell("fee"))
    return ParsedLine(
        position=number,
        day=_day(cell("day"), number),
        amount=money,
        currency=(_text(cell("currency")) or "VND").upper()[:3],
        number=_text(cell("number"))[:100],
        reference=_text(cell("reference"))[:100],
        memo=_text(cell("memo"))[:500],
        payer=_text(cell("payer"))[:200],
        fee=abs(_figure(cell("fee"), number)) if fee else 0,
        is_failed=fold(_text(cell("status"))) not in _FINE,
    )


def _money(cell: Any, line: int) -> int | None:
    """Credit above zero, debit below; ``None`` for a row without money."""
    if _text(cell("credit")) and (credit := _figure(cell("credit"), line)):
        return abs(credit)
    if _text(cell("debit")) and (debit := _figure(cell("debit"), line)):
        return -abs(debit)
    return (_figure(cell("amount"), line) or None) if _text(cell("amount")) else None


def _figure(value: Any, line: int) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, float):
        if not value.is_integer() or abs(value) > 10**13:
            raise refuse(_("số tiền “%(text)s” không đọc được") % {"text": value}, line=line)
        return int(value)
    return amount_of(_text(value), line=line)


def _day(value: Any, line: int) -> date:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else day_of(_text(value), line=line)


def _text(value: Any) -> str:
    """A number that Excel holds for a code loses its ``.0``."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).replace("\x00", "").split())


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1258", "replace")
