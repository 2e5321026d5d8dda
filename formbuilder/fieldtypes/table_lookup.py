"""One row of a table the authority keeps, taken over with its cells.

Other questions are filled from it by calculating with its parts: ``{"ref": …, "part": "price"}``.
The cells are copied from the table, never from the browser, and checked against the revision the
form was published with.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from django.utils.translation import gettext as _
from pydantic import Field as Setting

from formbuilder.domain import numbers
from formbuilder.domain.operators.base import RuleType
from formbuilder.domain.references import ReferenceColumn
from formbuilder.fieldtypes.base import (
    FieldType,
    Issue,
    Parsed,
    Posted,
    Question,
    wrong_type,
)
from formbuilder.fieldtypes.common import named
from formbuilder.fieldtypes.list_choice import (
    ReferenceConfig,
    check_code,
    check_list,
    find_row,
    not_listed,
    read_code,
    words_for,
)
from formbuilder.fieldtypes.numerals import show_numeral
from motcua.kernel.i18n import pick

ColumnKeys = Annotated[list[str], Setting(max_length=30)]


class TableLookupConfig(ReferenceConfig):
    columns: Annotated[
        ColumnKeys, named("Các cột lấy về (để trống: tất cả)", "Columns taken (none: all)")
    ] = []
    """Columns taken over; all of them when none is named."""

    def taken(self) -> tuple[ReferenceColumn, ...]:
        found = self.reference
        own = found.columns if found else ()
        return tuple(each for each in own if not self.columns or each.key in self.columns)


class TableLookup(FieldType[TableLookupConfig]):
    """Stored as ``{"code": "A1", "label": "…", "<column>": cell}``."""

    key = "table_lookup"
    label = {"vi": "Tra trong bảng", "en": "Look-up in a table"}
    group = "choice"
    hint = {
        "vi": "Chọn một dòng của bảng do cơ quan giữ; các câu khác lấy số liệu từ đó",
        "en": "One row of a table; other questions take their figures from it",
    }
    keywords = ("tra cứu", "bảng giá", "danh bạ", "tự điền", "bảng dữ liệu")
    icon = "table-properties"
    kind = "parts"
    widget = "list_choice"
    config = TableLookupConfig
    parts = ("", "-find")

    def parse(self, posted: Posted, settings: TableLookupConfig, question: Question) -> Parsed:
        found = read_code(posted, settings, question)
        if type(found.value) is not str:
            return found
        row = _row(settings, found.value)
        return Parsed(row) if row else Parsed(issue=not_listed(question))

    def check(self, value: Any, settings: TableLookupConfig, question: Question) -> Iterator[Issue]:
        if type(value) is not dict or type(value.get("code")) is not str:
            yield wrong_type(question)
            return
        issue = next(check_code(value["code"], settings, question), None)
        if issue:
            yield issue
        elif value != _row(settings, value["code"]):
            yield wrong_type(question)

    def check_settings(self, settings: TableLookupConfig) -> Iterator[Issue]:
        yield from check_list(settings)
        found = settings.reference
        known = {each.key for each in found.columns} if found else set(settings.columns)
        for key in settings.columns:
            if key not in known:
                yield Issue("unknown_column", _("bảng không có cột “%(key)s”") % {"key": key})

    def display(self, value: Any, settings: TableLookupConfig, language: str) -> str:
        lines = [words_for(value["code"], settings, language)]
        lines += [
            f"{pick(column.label, language)}: {_shown(value[column.key], language)}"
            for column in settings.taken()
            if column.key in value
        ]
        return "\n".join(lines)

    def schema(self, settings: TableLookupConfig) -> dict[str, Any]:
        kinds = {"number": {"type": "number"}}
        cells = {each.key: kinds.get(each.kind, {"type": "string"}) for each in settings.taken()}
        text = {"type": "string", "maxLength": 500}
        return {
            "type": "object",
            "properties": {"code": text, "label": text, **cells},
            "required": ["code"],
            "additionalProperties": False,
        }

    def rule_parts(self, settings: TableLookupConfig) -> dict[str, RuleType] | None:
        if settings.reference is None:
            return None
        own: dict[str, RuleType] = {"code": "text", "label": "text"}
        return own | {each.key: each.kind for each in settings.taken()}

    def inputs(self, value: Any, settings: TableLookupConfig) -> dict[str, list[str]]:
        return {"": [str(value["code"])]} if type(value) is dict and "code" in value else {}

    def missing(self, settings: TableLookupConfig, question: Question) -> Issue:
        return Issue("required", _("Chọn %(noun)s") % {"noun": question.noun})


def _row(settings: TableLookupConfig, code: str) -> dict[str, Any] | None:
    """The answer for a code, as it has to be."""
    row = find_row(settings, code)
    if row is None:
        return None
    cells = {each.key: row.cells[each.key] for each in settings.taken() if each.key in row.cells}
    return {"code": row.code, "label": pick(row.label), **cells}


def _shown(cell: Any, language: str) -> str:
    number = numbers.from_json(cell)
    return str(cell) if number is None else show_numeral(number, language)
