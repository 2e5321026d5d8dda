"""A list or table as a file: CSV or XLSX in, rows and everything wrong with them out. Pure.

The first row names the columns. ``mã`` (code) and ``tên`` (name) are needed; ``tên tiếng anh``,
``từ ngày``, ``đến ngày`` are known; every other column becomes a column of the table.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from django.utils.translation import gettext as _

from motcua.catalogue.importers.base import ImportRefused
from motcua.catalogue.importers.bytes_in import read_text
from motcua.kernel.text import fold
from motcua.kernel.workbooks import EPOCH, read_workbook

MAX_BYTES: Final = 5_000_000
MAX_ROWS: Final = 20_000
MAX_COLUMNS: Final = 30
MAX_CELL: Final = 500
MAX_CODE: Final = 64
MAX_FAULTS: Final = 200

_KNOWN: Final[Mapping[str, frozenset[str]]] = {
    "code": frozenset({"ma", "code", "key", "ma so"}),
    "vi": frozenset({"ten", "name", "label", "ten tieng viet", "vi", "label_vi", "noi dung"}),
    "en": frozenset({"ten tieng anh", "en", "english", "label_en", "name_en"}),
    "from": frozenset({"tu ngay", "hieu luc tu", "valid_from", "from"}),
    "until": frozenset({"den ngay", "hieu luc den", "valid_until", "until"}),
}
_RESERVED: Final = frozenset({"code", "label"})
_NUMBER: Final = re.compile(r"-?[0-9]{1,15}(?:[.,][0-9]{1,6})?")
_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_VIETNAMESE: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_SERIAL: Final = re.compile(r"[0-9]{5}")
# What a spreadsheet would run: a leading = or @, or a sign that does not begin a number or phone.
_FORMULA: Final = re.compile(r"[=@]|[+-](?![0-9 ().,+-]*$)")
_MARKS: Final = frozenset("=+-@")
_UNSEEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069]")

Row = list[Any]
"""``[code, label, valid_from, valid_until, cells]``."""


@dataclass(frozen=True, slots=True)
class RowFault:
    """``line`` counts as the author's program does, the header being line 1."""

    line: int
    column: str
    message: str

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(slots=True)
class ReadTable:
    columns: list[dict[str, Any]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)

    def blame(self, line: int, column: str, message: str) -> None:
        if len(self.faults) < MAX_FAULTS:
            self.faults.append(RowFault(line, column, message))


Lines = list[tuple[int, list[str]]]


def read_reference(content: bytes, name: str) -> ReadTable:
    """Read a file. Raises ``ImportRefused`` when it cannot be taken as a whole."""
    is_workbook = content.startswith(b"PK\x03\x04") or name.lower().endswith((".xlsx", ".xls"))
    read = ReadTable()
    lines = _workbook_lines(content, read) if is_workbook else _text_lines(content)
    if len(lines) < 2:
        raise ImportRefused("empty", _("Tệp chưa có dòng dữ liệu nào dưới dòng tiêu đề."))
    if len(lines) - 1 > MAX_ROWS:
        message = _("Tệp có quá %(count)d dòng.") % {"count": MAX_ROWS}
        raise ImportRefused("too_many_parts", message)
    _Rows(lines, read).run()
    return read


def _text_lines(content: bytes) -> Lines:
    text = read_text(content, MAX_BYTES)
    start = text[:10_000].split("\n", 1)[0]
    delimiter = max(";\t,", key=start.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        raise ImportRefused("broken", _("Tệp CSV hỏng: có dấu nháy chưa đóng.")) from None
    return [(at, row) for at, row in enumerate(rows, start=1) if any(cell.strip() for cell in row)]


def _workbook_lines(content: bytes, read: ReadTable) -> Lines:
    """The first sheet."""
    sheets = list(read_workbook(content, largest=MAX_BYTES).values())
    if not sheets or not sheets[0].rows:
        raise ImportRefused("empty", _("Tệp rỗng."))
    for cell in sheets[0].formulas:
        line = int(re.sub(r"\D", "", cell) or 0)
        read.blame(line, re.sub(r"\d", "", cell), _("Ô có công thức. Hãy dán lại dạng giá trị"))
    width = min(max(max(cells) for _at, cells in sheets[0].rows) + 1, MAX_COLUMNS + 10)
    return [(at, [cells.get(at_, "") for at_ in range(width)]) for at, cells in sheets[0].rows]


class _Rows:
    def __init__(self, lines: Lines, read: ReadTable) -> None:
        (self.head_line, head), *self.body = lines
        self.read = read
        self.head = [" ".join(cell.split()) for cell in head]
        self.places = self._places()
        self.extra = self._extra()

    def run(self) -> None:
        kinds = {key: self._kind(at) for key, at in self.extra.items()}
        self.read.columns = [
            {"key": key, "label": {"vi": self.head[at]}, "kind": kinds[key]}
            for key, at in self.extra.items()
        ]
        seen: dict[str, int] = {}
        for line, cells in self.body:
            row = self._row(line, cells, kinds)
            if row is None:
                continue
            if row[0] in seen:
                known = {"code": row[0], "line": seen[row[0]]}
                self._blame(line, "code", _("Mã “%(code)s” đã có ở dòng %(line)d") % known)
                continue
            seen[row[0]] = line
            self.read.rows.append(row)

    def _places(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for at, name in enumerate(self.head):
            meaning = next((m for m, names in _KNOWN.items() if fold(name) in names), None)
            if meaning and meaning not in found:
                found[meaning] = at
        for needed, shown in (("code", _("mã")), ("vi", _("tên"))):
            if needed not in found:
                message = _("Dòng tiêu đề chưa có cột “%(name)s”.") % {"name": shown}
                raise ImportRefused("no_column", message)
        return found

    def _extra(self) -> dict[str, int]:
        """Columns of the table's own: key made of the header to place."""
        found: dict[str, int] = {}
        taken = set(self.places.values())
        for at, name in enumerate(self.head):
            if at in taken or not name:
                continue
            key = re.sub(r"[^a-z0-9]+", "_", fold(name)).strip("_")[:40]
            if not key or not key[0].isalpha():
                key = f"cot_{at + 1}"
            if key in found or key in _RESERVED or _FORMULA.match(name):
                self._blame(self.head_line, name, _("Tên cột trùng hoặc không dùng được"))
                continue
            found[key] = at
        if len(found) > MAX_COLUMNS:
            message = _("Tệp có quá %(count)d cột.") % {"count": MAX_COLUMNS}
            raise ImportRefused("too_many_parts", message)
        return found

    def _kind(self, at: int) -> str:
        values = [cell for _line, cells in self.body if (cell := _at(cells, at))]
        if values and all(_NUMBER.fullmatch(value) for value in values):
            # Codes such as 0101 must not lose their zero.
            has_code = any(re.fullmatch("0[0-9]+", value) for value in values)
            return "text" if has_code else "number"
        if values and all(_day(value) and not value.isdigit() for value in values):
            return "date"
        return "text"

    def _row(self, line: int, cells: Sequence[str], kinds: Mapping[str, str]) -> Row | None:
        before = len(self.read.faults)
        code, vi = self._text(line, cells, "code", MAX_CODE), self._text(line, cells, "vi")
        if not code:
            self._blame(line, "code", _("Thiếu mã"))
        elif not re.fullmatch(r"[^\s|]+(?: [^\s|]+)*", code):
            self._blame(line, "code", _("Mã không được có dấu gạch đứng"))
        if not vi:
            self._blame(line, "vi", _("Thiếu tên"))
        label = {"vi": vi}
        if "en" in self.places and (english := self._text(line, cells, "en")):
            label["en"] = english
        start, end = self._date(line, cells, "from"), self._date(line, cells, "until")
        if start and end and start > end:
            self._blame(line, "until", _("Ngày hết hiệu lực trước ngày có hiệu lực"))
        own = dict(self._cells(line, cells, kinds))
        if len(self.read.faults) != before or not code or not vi:
            return None
        return [code, label, start, end, own]

    def _cells(
        self, line: int, cells: Sequence[str], kinds: Mapping[str, str]
    ) -> Iterator[tuple[str, Any]]:
        for key, at in self.extra.items():
            text = self._clean(line, _at(cells, at), self.head[at], MAX_CELL)
            if not text:
                continue
            if kinds[key] == "number":
                number = float(text.replace(",", "."))
                yield key, int(number) if number.is_integer() else number
            else:
                yield key, (_day(text) or text) if kinds[key] == "date" else text

    def _text(self, line: int, cells: Sequence[str], name: str, longest: int = MAX_CELL) -> str:
        return self._clean(line, _at(cells, self.places[name]), name, longest)

    def _clean(self, line: int, text: str, column: str, longest: int) -> str:
        if text[:1] == "'" and text[1:2] in _MARKS:
            text = text[1:]  # as our own download quotes it
        if _UNSEEN.search(text):
            self._blame(line, column, _("Ô có ký tự không nhìn thấy được"))
            return ""
        if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
            self._blame(line, column, _("Ô bắt đầu như một công thức (=, +, -, @)"))
            return ""
        if len(text) > longest:
            message = _("Ô dài quá %(longest)d ký tự") % {"longest": longest}
            self._blame(line, column, message)
            return ""
        return text

    def _date(self, line: int, cells: Sequence[str], name: str) -> str | None:
        text = _at(cells, self.places[name]) if name in self.places else ""
        day = _day(text) if text else None
        if text and day is None:
            self._blame(line, name, _("Ngày phải viết dạng 31/12/2026"))
        return day

    def _blame(self, line: int, column: str, message: str) -> None:
        at = self.places.get(column)
        self.read.blame(line, self.head[at] if at is not None else column, message)


def _at(cells: Sequence[str], at: int) -> str:
    return " ".join(cells[at].split()) if at < len(cells) else ""


def _day(text: str) -> str | None:
    """ISO day of ``31/12/2026``, ``2026-12-31`` or a spreadsheet's count of days."""
    try:
        if match := _ISO.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
        if match := _VIETNAMESE.fullmatch(text):
            return date(int(match[3]), int(match[2]), int(match[1])).isoformat()
    except ValueError:
        return None
    return (EPOCH + timedelta(days=int(text))).isoformat() if _SERIAL.fullmatch(text) else None
