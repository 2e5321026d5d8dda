"""A register as a spreadsheet."""

import tempfile
from collections.abc import Iterable, Sequence
from typing import IO

from motcua.backoffice.datasheet.exports import IN_MEMORY
from motcua.kernel.spreadsheets import guarded


def write_rows(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> IO[bytes]:
    """In a temporary file; the caller closes it. What looks like a formula is made harmless."""
    from openpyxl import Workbook  # type: ignore[import-untyped]

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.append([guarded(each) for each in columns])
    for row in rows:
        sheet.append([guarded(each) for each in row])
    spool: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 -- handed on
    book.save(spool)
    spool.seek(0)
    return spool
