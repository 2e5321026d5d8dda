"""Reads the cells of an XLSX workbook and nothing else, within fixed bounds.

A workbook is a zip of XML. Entities, macros, embedded objects, links to other files and archives
that unpack to far more than they weigh are refused; formulas are never computed, only the value
the author's program stored beside them is read, and told.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import IO, Any, Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _

from motcua.kernel.errors import Invalid

EPOCH: Final = date(1899, 12, 30)

MAX_ENTRIES: Final = 500
MAX_UNPACKED: Final = 80_000_000
MAX_PART: Final = 40_000_000
MAX_RATIO: Final = 200
"""A part that unpacks to more than this many times its weight is a bomb once it is over 1 MB."""
MAX_SHEETS: Final = 50
MAX_CELLS: Final = 400_000
MAX_COLUMNS: Final = 300
MAX_CELL_TEXT: Final = 40_000

_END: Final = b"PK\x05\x06"
_BAD_NAMES: Final = (
    ("vbaproject.bin", "macros"),
    ("/macrosheets/", "macros"),
    ("/activex/", "active_content"),
    ("/embeddings/", "active_content"),
    ("/externallinks/", "external_links"),
    ("/querytables/", "external_links"),
    ("connections.xml", "external_links"),
)
_REFERENCE: Final = re.compile(r"^([A-Z]{1,3})([0-9]{1,7})$")


class FileRefused(Invalid):
    """The file as a whole cannot be taken. ``reason`` is a stable word, the message is for people.

    A subclass is never needed: what differs is the reason only.
    """

    code = "import_refused"

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message, reason=reason)
        self.reason = reason


class Figure(str):
    """The text of a cell that holds a number, which a day is too; others hold words."""

    __slots__ = ()


@dataclass(slots=True)
class Sheet:
    """Rows of texts; ``rows`` are numbered as the author sees them, empty rows are left out.
    ``epoch``: the day from which the workbook counts days."""

    name: str
    epoch: date = EPOCH
    rows: list[tuple[int, dict[int, str]]] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    """Cells such as ``C7`` whose value a formula made."""


def check_size(content: bytes, largest: int) -> None:
    if not content.strip(b"\x00 \t\r\n"):
        raise FileRefused("empty", _("Tệp rỗng."))
    if len(content) > largest:
        message = _("Tệp lớn hơn %(limit)d MB.") % {"limit": largest // 1_000_000}
        raise FileRefused("too_large", message)


def read_workbook(content: bytes, *, largest: int, most_cells: int = MAX_CELLS) -> dict[str, Sheet]:
    """Sheets by name in lower case. Raises ``FileRefused``."""
    check_size(content, largest)
    _check_kind(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_archive(archive, content)
            return _Reader(archive, most_cells).sheets()
    except FileRefused:
        raise
    except DefusedXmlException:
        message = _("Tệp có khai báo DTD hoặc thực thể XML, không được phép.")
        raise FileRefused("xml_entities", message) from None
    except (zipfile.BadZipFile, ParseError, NotImplementedError, RuntimeError, EOFError, OSError):
        raise FileRefused("broken", _("Tệp bảng tính bị hỏng, không mở được.")) from None
    except (ValueError, KeyError, UnicodeError, RecursionError, zipfile.LargeZipFile):
        raise FileRefused("broken", _("Tệp bảng tính bị hỏng, không mở được.")) from None
    except Exception as error:
        # zlib.error and lzma.LZMAError have no common base with the above.
        if type(error).__module__ in ("zlib", "lzma", "_lzma", "bz2"):
            raise FileRefused("broken", _("Tệp bảng tính bị hỏng, không mở được.")) from None
        raise


def _check_kind(content: bytes) -> None:
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        message = _("Tệp .xls cũ hoặc có mật khẩu. Hãy lưu lại dạng .xlsx không mật khẩu.")
        raise FileRefused("old_or_encrypted", message)
    if not content.startswith(b"PK\x03\x04"):
        raise FileRefused("wrong_kind", _("Tệp không phải bảng tính .xlsx."))
    end = content.rfind(_END)
    if end < 0 or len(content) != end + 22 + int.from_bytes(content[end + 20 : end + 22], "little"):
        raise FileRefused("polyglot", _("Tệp có dữ liệu lạ sau phần bảng tính."))


def _check_archive(archive: zipfile.ZipFile, content: bytes) -> None:
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise FileRefused("zip_bomb", _("Tệp nén có quá nhiều phần."))
    if entries and min(entry.header_offset for entry in entries) != 0:
        raise FileRefused("polyglot", _("Tệp có dữ liệu lạ trước phần bảng tính."))
    names = [entry.filename.lower() for entry in entries]
    if len(set(names)) != len(names):
        raise FileRefused("broken", _("Tệp nén có hai phần cùng tên."))
    for name in names:
        for mark, reason in _BAD_NAMES:
            if mark in f"/{name}":
                raise FileRefused(reason, _REASONS[reason]())
    total = sum(entry.file_size for entry in entries)
    if total > MAX_UNPACKED or any(_is_bomb(entry) for entry in entries):
        raise FileRefused("zip_bomb", _("Tệp nén phình ra quá lớn khi mở."))
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise FileRefused("old_or_encrypted", _("Tệp có mật khẩu."))


_REASONS: Final = {
    "macros": lambda: _("Tệp có macro. Hãy lưu lại dạng .xlsx không macro."),
    "active_content": lambda: _("Tệp có đối tượng nhúng, không được phép."),
    "external_links": lambda: _("Tệp có liên kết dữ liệu ra ngoài, không được phép."),
}


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    if entry.file_size > MAX_PART:
        return True
    return entry.file_size > 1_000_000 and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)


class _Bounded(io.RawIOBase):
    """Stops where the size in the directory was a lie."""

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw = raw
        self._left = MAX_PART

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        piece = self._raw.read(65_536 if size < 0 else min(size, 65_536))
        self._left -= len(piece)
        if self._left < 0:
            raise FileRefused("zip_bomb", _("Tệp nén phình ra quá lớn khi mở."))
        return piece


class _Reader:
    def __init__(self, archive: zipfile.ZipFile, most_cells: int) -> None:
        self.most_cells = most_cells
        self.epoch = EPOCH
        self.archive = archive
        self.names = {name.lower(): name for name in archive.namelist()}
        self.cells = 0

    def sheets(self) -> dict[str, Sheet]:
        if "xl/workbook.xml" not in self.names:
            raise FileRefused("wrong_kind", _("Tệp không phải bảng tính .xlsx."))
        self._check_types()
        strings = self._strings()
        targets = self._targets()
        found: dict[str, Sheet] = {}
        for name, relation in list(self._listed())[:MAX_SHEETS]:
            part = targets.get(relation, "")
            if part in self.names:
                found.setdefault(name.strip().lower(), self._sheet(name, part, strings))
        return found

    def _check_types(self) -> None:
        for element in self._elements("[content_types].xml"):
            kind = element.get("ContentType", "").lower()
            if "macroenabled" in kind or "vbaproject" in kind:
                raise FileRefused("macros", _REASONS["macros"]())

    def _elements(self, part: str) -> Iterator[Any]:
        """Finished elements of one part, if it is there."""
        name = self.names.get(part)
        if name is None:
            return
        with self.archive.open(name) as raw:
            for _event, element in iterparse(_Bounded(raw), events=("end",), forbid_dtd=True):
                yield element

    def _listed(self) -> Iterator[tuple[str, str]]:
        for element in self._elements("xl/workbook.xml"):
            if _tag(element) == "workbookPr" and element.get("date1904") in ("1", "true"):
                self.epoch = date(1904, 1, 1)
            if _tag(element) == "sheet":
                relation = next((v for k, v in element.attrib.items() if k.endswith("}id")), "")
                yield element.get("name", "")[:100], relation

    def _targets(self) -> dict[str, str]:
        found = {}
        for element in self._elements("xl/_rels/workbook.xml.rels"):
            if _tag(element) == "Relationship" and element.get("TargetMode") != "External":
                target = element.get("Target", "").lower().lstrip("/")
                part = target if target.startswith("xl/") else f"xl/{target}"
                found[element.get("Id", "")] = part
        return found

    def _strings(self) -> list[str]:
        found: list[str] = []
        size = 0
        for element in self._elements("xl/sharedstrings.xml"):
            if _tag(element) == "si":
                text = _text_of(element)
                size += len(text)
                if len(found) > self.most_cells or size > MAX_PART:
                    raise FileRefused("too_many_parts", _("Bảng tính có quá nhiều ô."))
                found.append(text)
                element.clear()
        return found

    def _sheet(self, name: str, part: str, strings: list[str]) -> Sheet:
        sheet = Sheet(name, self.epoch)
        for element in self._elements(part):
            if _tag(element) == "row":
                self._row(sheet, element, strings)
                element.clear()
        return sheet

    def _row(self, sheet: Sheet, row: Element, strings: list[str]) -> None:
        cells: dict[int, str] = {}
        number = 0
        column = -1
        for cell in row:
            match = _REFERENCE.match(cell.get("r", ""))
            column = _column(match[1]) if match else column + 1
            number = int(match[2]) if match else number
            self.cells += 1
            if self.cells > self.most_cells:
                raise FileRefused("too_many_parts", _("Bảng tính có quá nhiều ô."))
            text = _value(cell, strings)
            if text.strip() and 0 <= column < MAX_COLUMNS:
                cells[column] = text if len(text) <= MAX_CELL_TEXT else text[:MAX_CELL_TEXT]
            if any(_tag(part) == "f" for part in cell) and len(sheet.formulas) < 200:
                sheet.formulas.append(cell.get("r", "?")[:12])
        if cells:
            given = row.get("r", "")
            sheet.rows.append((int(given) if given.isdigit() else number, cells))


def _tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _text_of(element: Any) -> str:
    """All runs of a string; phonetic hints are not part of it."""
    parts = []
    for child in element:
        if _tag(child) == "t":
            parts.append(child.text or "")
        elif _tag(child) == "r":
            parts.extend(part.text or "" for part in child if _tag(part) == "t")
    return "".join(parts)[:MAX_CELL_TEXT]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _value(cell: Any, strings: list[str]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return next((_text_of(part) for part in cell if _tag(part) == "is"), "")
    raw = next((part.text or "" for part in cell if _tag(part) == "v"), "").strip()
    if kind == "s":
        return strings[int(raw)] if raw.isdigit() and int(raw) < len(strings) else ""
    if kind == "b":
        return "TRUE" if raw == "1" else "FALSE"
    if kind == "e":
        return ""
    return Figure(raw.removesuffix(".0")) if kind == "n" else raw
