"""The data sheet as a file: CSV one table at a time, XLSX with a sheet for each group.

Whoever opens the file in a spreadsheet must not run what a citizen typed: text that a spreadsheet
would take for a formula gets an apostrophe in front (OWASP, CSV injection).
"""

import csv
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any, Final

from django.utils.translation import gettext as _

from motcua.backoffice.datasheet.table import cells_of, in_words, local, state_name
from motcua.casework.api import SheetRow
from motcua.catalogue.api import Column, GroupSheet, group_rows
from motcua.kernel.spreadsheets import ILLEGAL, guarded

MAX_ROWS: Final = 20_000
"""Dossiers in a workbook: it is written whole before it is sent. CSV has no such limit."""
IN_MEMORY: Final = 8_000_000
_BAD_TITLE: Final = re.compile(r"[\[\]:*?/\\']")


class _Echo:
    """A file that hands back what is written, for ``csv`` to stream."""

    def write(self, value: str) -> str:
        return value


def csv_lines(
    rows: Iterable[SheetRow], columns: Sequence[Column], group: GroupSheet | None = None
) -> Iterator[str]:
    """Line by line, with the mark by which spreadsheets know UTF-8.

    With ``group`` one line for each row of the group, beginning with the dossier's number.
    """
    writer = csv.writer(_Echo())
    shown = group.columns if group else columns
    yield "\ufeff" + str(writer.writerow([guarded(each) for each in headings(shown, group)]))
    for row in rows:
        for line in _lines(row, shown, group):
            yield str(writer.writerow([guarded(_csv_cell(each)) for each in line]))


def write_xlsx(
    rows: Iterable[SheetRow], columns: Sequence[Column], groups: Sequence[GroupSheet]
) -> IO[bytes]:
    """A workbook in a temporary file, written row by row; the caller closes it."""
    from openpyxl import Workbook  # type: ignore[import-untyped]

    book = Workbook(write_only=True)
    titles: set[str] = set()
    main = book.create_sheet(_title(_("Hồ sơ"), titles))
    main.append([guarded(each) for each in headings(columns, None)])
    children = [(group, book.create_sheet(_title(group.label, titles))) for group in groups]
    for group, sheet in children:
        sheet.append([guarded(each) for each in headings(group.columns, group)])
    for count, row in enumerate(rows):
        if count >= MAX_ROWS:
            main.append([_("Bảng tính dừng ở 20.000 hồ sơ. Hãy tải CSV để có tất cả.")])
            break
        for line in _lines(row, columns, None):
            main.append([guarded(_xlsx_cell(each)) for each in line])
        for group, sheet in children:
            for line in _lines(row, group.columns, group):
                sheet.append([guarded(_xlsx_cell(each)) for each in line])
    target = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the caller closes
    book.save(target)
    target.seek(0)
    return target


def headings(columns: Sequence[Column], group: GroupSheet | None) -> list[str]:
    """Names of the columns; one that was renamed says what it was called before."""
    fixed = [_("Mã hồ sơ"), _("Dòng")] if group else _fixed()
    return [*fixed, *(heading(each) for each in columns)]


def heading(column: Column) -> str:
    if not column.former:
        return column.label
    return _("%(label)s (trước là: %(former)s)") % {
        "label": column.label,
        "former": "; ".join(column.former),
    }


def _fixed() -> list[str]:
    return [
        _("Mã hồ sơ"),
        _("Nộp lúc"),
        _("Trạng thái"),
        _("Cách nộp"),
        _("Hẹn trả"),
        _("Xong lúc"),
    ]


def _lines(
    row: SheetRow, columns: Sequence[Column], group: GroupSheet | None
) -> Iterator[list[Any]]:
    if group is None:
        moments = (local(row.submitted_at), local(row.due_at), local(row.finished_at))
        yield [
            row.number,
            moments[0],
            state_name(row.state),
            row.channel,
            moments[1],
            moments[2],
            *cells_of(row, columns, row.answers),
        ]
        return
    for number, answers in enumerate(group_rows(row.answers, group.id), start=1):
        yield [row.number, number, *cells_of(row, columns, answers)]


def _csv_cell(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, bool):
        return in_words(value)
    return value.isoformat() if isinstance(value, date) else value


def _xlsx_cell(value: Any) -> Any:
    if isinstance(value, bool):
        return in_words(value)
    return float(value) if isinstance(value, Decimal) else value


def _title(label: str, taken: set[str]) -> str:
    """A name a worksheet may have: 31 characters, unlike all others."""
    plain = _BAD_TITLE.sub(" ", ILLEGAL.sub("", label)).strip()[:31] or _("Bảng")
    title, number = plain, 1
    while title.casefold() in taken:
        number += 1
        title = f"{plain[: 31 - len(str(number)) - 1]} {number}"
    taken.add(title.casefold())
    return title
