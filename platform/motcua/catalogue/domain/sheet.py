"""Answers of all published versions as one table: typed columns, one a question. Pure.

A column is its question's id: it stays the same column however often the question is renamed,
moved or changed in type. Where versions disagree on the type, the column is text.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final, Literal

from formbuilder.api import CompiledField, CompiledForm, Field, field_types
from motcua.catalogue.domain.checks.sensitive_data import data_class
from motcua.catalogue.domain.document import ServiceDocument
from motcua.kernel.i18n import pick

ColumnType = Literal["text", "number", "date", "bool", "choice", "choices", "files"]
Cell = str | int | float | Decimal | date | bool | None

_TYPES: Final[Mapping[str, ColumnType]] = {
    "number": "number",
    "money": "number",
    "date": "date",
    "bool": "bool",
    "choice": "choice",
    "choices": "choices",
    "files": "files",
}
_UNTOLD: Final = frozenset({"bool", "choice", "choices"})
"""Kinds whose answers tell nobody apart unless their author says so."""
MAX_TEXT: Final = 32_000
"""A cell of a spreadsheet holds 32,767 characters."""


@dataclass(frozen=True, slots=True)
class Column:
    """``personal``: the strictest class any version gave. ``former`` are labels of older versions
    that differ from ``label``. ``options`` are all choices there ever were, by value."""

    id: str
    key: str
    label: str
    type: ColumnType
    personal: str
    former: tuple[str, ...]
    options: tuple[tuple[str, str], ...]
    first_version: int
    last_version: int

    @property
    def is_personal(self) -> bool:
        return self.personal != "none"


@dataclass(frozen=True, slots=True)
class GroupSheet:
    """Rows of a repeating group: a table of its own."""

    id: str
    label: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """``columns`` have one answer a dossier; ``last_version`` is the newest that was read."""

    columns: tuple[Column, ...]
    groups: tuple[GroupSheet, ...]
    last_version: int

    def column(self, column_id: str) -> Column | None:
        return next((each for each in self.columns if each.id == column_id), None)

    def group(self, group_id: str) -> GroupSheet | None:
        return next((each for each in self.groups if each.id == group_id), None)


def build_sheet(
    versions: Sequence[tuple[int, ServiceDocument]], *, language: str = "vi"
) -> AnswerSheet:
    """``versions`` oldest first. Columns stand as in the newest version that has them."""
    seen: dict[str, list[tuple[int, Field]]] = {}
    groups: dict[str, dict[str, None]] = {}
    main: dict[str, None] = {}
    for number, document in reversed(versions):
        for page in document.form.pages:
            for field in page.fields:
                _note(field, number, seen, main, groups)
    columns = tuple(_column(seen[each], language) for each in main if each not in groups)
    sheets = tuple(
        GroupSheet(
            group_id,
            pick(seen[group_id][0][1].label, language) or seen[group_id][0][1].key,
            tuple(_column(seen[each], language) for each in inner),
        )
        for group_id, inner in groups.items()
    )
    return AnswerSheet(columns, sheets, versions[-1][0] if versions else 0)


def cell(compiled: CompiledForm, column: Column, answers: Mapping[str, Any], lang: str) -> Cell:
    """One answer as the column's type; ``None`` when there is none or the version had no such
    question. ``compiled`` is the form the answer was given to."""
    item = compiled.fields.get(column.id)
    value = answers.get(column.id)
    if item is None or value is None or item.type.is_empty(value):
        return None
    return _typed(item, column, value, lang)


def group_rows(answers: Mapping[str, Any], group_id: str) -> Iterator[Mapping[str, Any]]:
    """Rows of a group as they were sent."""
    rows = answers.get(group_id)
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict):
            yield row


def _note(
    field: Field,
    number: int,
    seen: dict[str, list[tuple[int, Field]]],
    main: dict[str, None],
    groups: dict[str, dict[str, None]],
) -> None:
    if field.type not in field_types:
        return
    kind = field_types.get(field.type)
    if not kind.answers:
        return
    seen.setdefault(field.id, []).append((number, field))
    main[field.id] = None
    if kind.kind == "rows":
        inner = groups.setdefault(field.id, {})
        for each in field.fields:
            if each.type in field_types and field_types.get(each.type).answers:
                seen.setdefault(each.id, []).append((number, each))
                inner[each.id] = None


def _column(found: Sequence[tuple[int, Field]], language: str) -> Column:
    """``found`` newest first."""
    newest = found[0][1]
    labels = [pick(field.label, language) or field.key for _number, field in found]
    numbers = [number for number, _field in found]
    return Column(
        id=newest.id,
        key=newest.key,
        label=labels[0],
        type=_widest([field for _number, field in found]),
        personal=_strictest(field for _number, field in found),
        former=tuple(dict.fromkeys(each for each in labels if each != labels[0])),
        options=tuple(_options((field for _number, field in found), language).items()),
        first_version=min(numbers),
        last_version=max(numbers),
    )


def _widest(fields: Sequence[Field]) -> ColumnType:
    kinds = {_TYPES.get(field_types.get(field.type).kind, "text") for field in fields}
    if any(field.type == "partial_date" or field.config.get("partial") for field in fields):
        return "text"
    if kinds == {"choice", "choices"}:
        return "choices"
    return kinds.pop() if len(kinds) == 1 else "text"


def _strictest(fields: Iterable[Field]) -> str:
    classes = {_class_of(field) for field in fields}
    return next((each for each in ("sensitive", "basic") if each in classes), "none")


def _class_of(field: Field) -> str:
    if field.personal_data is None and field_types.get(field.type).kind in _UNTOLD:
        return "none" if data_class(field) == "basic" else data_class(field)
    return data_class(field)


def _options(fields: Iterable[Field], language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for field in fields:
        options = field.config.get("options")
        for option in options if isinstance(options, list) else ():
            if isinstance(option, dict) and isinstance(option.get("label"), dict):
                value = str(option.get("value", ""))
                found.setdefault(value, pick(option["label"], language) or value)
    return found


def _typed(item: CompiledField, column: Column, value: Any, lang: str) -> Cell:
    match column.type:
        case "number":
            return _number(item.type.export(value, item.settings))
        case "date":
            return _date(value)
        case "bool":
            return value if isinstance(value, bool) else None
        case "files":
            names = [str(each.get("name", "")) for each in value if isinstance(each, dict)]
            return "; ".join(names)[:MAX_TEXT]
        case _:
            return str(item.type.display(value, item.settings, lang))[:MAX_TEXT]


def _number(value: Any) -> Cell:
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return int(number) if number == number.to_integral_value() else number


def _date(value: Any) -> Cell:
    """Half a date stays the text it is."""
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return value
