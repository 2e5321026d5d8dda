"""The sheets of an XLSForm as named columns, each cell with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from motcua.kernel.text import fold
from motcua.kernel.workbooks import Sheet

_LANGUAGES: Final = {
    "vietnamese": "vi", "tieng viet": "vi", "viet": "vi", "english": "en", "tieng anh": "en",
    "french": "fr", "francais": "fr", "chinese": "zh", "japanese": "ja", "korean": "ko",
    "khmer": "km", "lao": "lo", "spanish": "es", "espanol": "es", "portuguese": "pt",
    "russian": "ru", "german": "de", "thai": "th", "arabic": "ar", "indonesian": "id",
}  # fmt: skip
_ALIASES: Final = {
    "list_name": "list_name", "list": "list_name", "value": "name", "relevance": "relevant",
    "calculate": "calculation", "readonly": "read_only", "repeat_count": "repeat_count",
    "count": "repeat_count", "constraint_msg": "constraint_message", "caption": "label",
    "bind::required": "required", "bind::relevant": "relevant", "bind::calculate": "calculation",
    "bind::constraint": "constraint", "bind::readonly": "read_only",
    "bind::jr:constraintmsg": "constraint_message", "bind::jr:requiredmsg": "required_message",
    "body::appearance": "appearance", "command": "type", "field": "name",
}  # fmt: skip
_CODE: Final = re.compile(r"\(([a-z]{2,3}(?:-[A-Za-z]{2,4})?)\)\s*$")
TRANSLATED: Final = frozenset(
    {"label", "hint", "guidance_hint", "constraint_message", "required_message"}
)


@dataclass(slots=True)
class Row:
    """One line of a sheet: plain columns, and texts by column and language."""

    sheet: str
    number: int
    cells: dict[str, str] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)

    def get(self, column: str) -> str:
        return self.cells.get(column, "").strip()

    def text(self, column: str) -> dict[str, str]:
        return self.words.get(column, {})

    def place(self, column: str = "") -> str:
        return f"{self.sheet}!{self.number}" + (f" {column}" if column else "")


@dataclass(slots=True)
class Table:
    """A sheet with its header read."""

    columns: list[str]
    rows: list[Row]
    unread_languages: list[str]


def read_table(sheet: Sheet, *, default_language: str) -> Table:
    """The first line with cells names the columns."""
    if not sheet.rows:
        return Table([], [], [])
    header: dict[int, tuple[str, str]] = {}
    unread: list[str] = []
    for column, text in sheet.rows[0][1].items():
        name, language = _column(text, default_language)
        if language is None:
            unread.append(text.strip()[:60])
        else:
            header[column] = (name, language)
    rows = [_row(sheet.name, number, cells, header) for number, cells in sheet.rows[1:]]
    return Table([name for name, _language in header.values()], rows, unread)


def _column(text: str, default_language: str) -> tuple[str, str | None]:
    """``label::Tiếng Việt (vi)`` is ``label`` in ``vi``; no language when it is not known."""
    plain = re.sub(r"\s+", " ", text.strip())
    lowered = plain.lower().replace(" ", "_")
    if lowered in _ALIASES:
        return _ALIASES[lowered], ""
    head, mark, tail = plain.partition("::")
    if not mark and head.lower().split(":")[0].strip() in TRANSLATED:
        head, mark, tail = plain.partition(":")
    name = head.strip().lower().replace(" ", "_")
    name = _ALIASES.get(name, name)
    if name not in TRANSLATED:
        return (lowered if mark else name), ""
    return name, (language_code(tail) if mark else default_language)


def language_code(text: str) -> str | None:
    """``Tiếng Việt (vi)``, ``Vietnamese`` and ``vi`` are all ``vi``."""
    text = text.strip()
    if match := _CODE.search(text):
        return match[1]
    if re.fullmatch(r"[a-z]{2,3}", text):
        return text
    return _LANGUAGES.get(fold(re.sub(r"\(.*", "", text)))


def _row(sheet: str, number: int, cells: dict[int, str], header: dict[int, tuple[str, str]]) -> Row:
    row = Row(sheet.strip().lower(), number)
    for column, text in cells.items():
        if column not in header:
            continue
        name, language = header[column]
        if language:
            row.words.setdefault(name, {}).setdefault(language, text)
        else:
            row.cells.setdefault(name, text)
    return row


def filled(rows: list[Row], column: str) -> Iterator[Row]:
    return (row for row in rows if row.get(column))
