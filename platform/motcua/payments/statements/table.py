"""Statements as tables: CSV and XLSX, whose columns are known by their headings."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Final

from django.utils.translation import gettext as _

from motcua.kernel.text import fold
from motcua.kernel.workbooks import EPOCH, Figure, FileRefused, read_workbook
from motcua.payments.statements.lines import (
    MAX_BYTES,
    MAX_LINES,
    ParsedLine,
    amount_of,
    day_of,
    refuse,
)

_MOST_CELLS: Final = 1_500_000
# Years from about 1968 to 2119; 20261122 is a day written as a number.
_DAYS: Final = (25_000, 80_000)
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
    """The first sheet."""
    try:
        sheets = list(read_workbook(content, largest=MAX_BYTES, most_cells=_MOST_CELLS).values())
    except FileRefused as error:
        raise refuse(error.message) from None
    if not sheets:
        raise refuse(_("Tệp Excel hỏng."))
    rows = (
        (number, [_typed(cells.get(at)) for at in range(_WIDEST)])
        for number, cells in sheets[0].rows
    )
    return read_rows(rows, epoch=sheets[0].epoch)


def _typed(cell: str | None) -> Any:
    """Numbers as numbers: a point in one is never a mark between thousands."""
    if not isinstance(cell, Figure) or not cell:
        return cell
    try:
        return int(cell) if cell.lstrip("-").isdecimal() else float(cell)
    except ValueError:
        return str(cell)


def read_rows(
    rows: Iterable[tuple[int, Sequence[Any]]], *, epoch: date = EPOCH
) -> list[ParsedLine]:
    """Everything above the headings is a letterhead; a row without day and money is a total.
    ``epoch``: the day from which a spreadsheet counts days."""
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
        line = _line(number, cells, columns, epoch)
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


def _line(
    number: int, cells: Sequence[Any], columns: dict[str, int], epoch: date
) -> ParsedLine | None:
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
        day=_day(cell("day"), number, epoch),
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
    if isinstance(value, int | float):
        is_whole = abs(value) <= 10**13 and value == int(value)
        if not is_whole:
            raise refuse(_("số tiền “%(text)s” không đọc được") % {"text": value}, line=line)
        return int(value)
    return amount_of(_text(value), line=line)


def _day(value: Any, line: int, epoch: date) -> date:
    if isinstance(value, int | float) and _DAYS[0] < value < _DAYS[1]:
        return epoch + timedelta(days=int(value))
    return day_of(_text(value), line=line)


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
