"""A table of fixed rows and columns whose cells are typed."""

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Any, Final, Literal

from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict
from pydantic import Field as Setting

from formbuilder.domain.document import Label
from formbuilder.fieldtypes.base import AnyFieldType, Issue, Question
from formbuilder.fieldtypes.common import named
from formbuilder.fieldtypes.composite import CompositeConfig, CompositeType, InnerPart
from formbuilder.fieldtypes.date import DateConfig, DateType
from formbuilder.fieldtypes.money import Money
from formbuilder.fieldtypes.number import Number, NumberConfig
from formbuilder.fieldtypes.options import Option
from formbuilder.fieldtypes.short_text import ShortText, ShortTextConfig
from formbuilder.fieldtypes.single_choice import SingleChoice, SingleChoiceConfig
from motcua.kernel.i18n import I18nText, pick

MAX_ROWS: Final = 50
MAX_COLUMNS: Final = 12
MAX_CELLS: Final = 300
Key = Annotated[str, Setting(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
CellKind = Literal["text", "number", "money", "date", "choice"]


_KINDS: Final[dict[str, I18nText]] = {
    "text": {"vi": "Chữ", "en": "Words"},
    "number": {"vi": "Số", "en": "A number"},
    "money": {"vi": "Số tiền", "en": "Money"},
    "date": {"vi": "Ngày", "en": "A date"},
    "choice": {"vi": "Lựa chọn", "en": "A choice"},
}


class MatrixRow(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    key: Annotated[Key, named("Khóa", "Key")]
    label: Annotated[Label, named("Tên hàng", "Row")] = {}


class MatrixColumn(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    key: Annotated[Key, named("Khóa", "Key")]
    label: Annotated[Label, named("Tên cột", "Column")] = {}
    kind: Annotated[CellKind, named("Ô chứa", "Cells hold", _KINDS)] = "text"
    required: Annotated[bool, named("Bắt buộc", "Required")] = False
    decimals: Annotated[int, Setting(ge=0, le=6), named("Chữ số sau dấu phẩy", "Decimals")] = 0
    options: Annotated[
        list[Option], Setting(max_length=50), named("Các lựa chọn của cột", "Choices")
    ] = []

    @cached_property
    def cell(self) -> tuple[AnyFieldType, Any]:
        match self.kind:
            case "number":
                return Number(), NumberConfig(decimals=self.decimals)
            case "money":
                return Money(), Money.config()
            case "date":
                return DateType(), DateConfig()
            case "choice":
                return SingleChoice(), SingleChoiceConfig(options=self.options, display="select")
            case _:
                return ShortText(), ShortTextConfig(max_length=200)


class MatrixConfig(CompositeConfig):
    rows: Annotated[list[MatrixRow], Setting(max_length=MAX_ROWS), named("Các hàng", "Rows")] = []
    columns: Annotated[
        list[MatrixColumn], Setting(max_length=MAX_COLUMNS), named("Các cột", "Columns")
    ] = []

    @cached_property
    def inner(self) -> tuple[InnerPart, ...]:
        return tuple(
            InnerPart(
                f"{row.key}.{column.key}",
                *column.cell,
                _both(row.label, column.label),
                column.required,
            )
            for row in self.rows
            for column in self.columns
        )


class Matrix(CompositeType[MatrixConfig]):
    """Stored as ``{"row.column": cell}``; empty cells are left out."""

    key = "matrix"
    label = {"vi": "Bảng", "en": "Table"}
    group = "text"
    hint = {"vi": "Bảng có sẵn hàng và cột", "en": "A table of given rows and columns"}
    keywords = ("bảng", "hàng", "cột", "ma trận", "biểu")
    icon = "table"
    widget = "matrix"
    config = MatrixConfig

    def check_settings(self, settings: MatrixConfig) -> Iterator[Issue]:
        if not settings.rows or not settings.columns:
            yield Issue("empty_table", _("bảng chưa có hàng hoặc cột"))
        rows, columns = [row.key for row in settings.rows], [each.key for each in settings.columns]
        if len(set(rows)) != len(rows) or len(set(columns)) != len(columns):
            yield Issue("duplicate_part", _("có hai hàng hoặc hai cột cùng khóa"))
        labels = [row.label for row in settings.rows] + [each.label for each in settings.columns]
        if any(not pick(label) for label in labels):
            yield Issue("unnamed_part", _("có hàng hoặc cột chưa có tên"))
        if len(settings.rows) * len(settings.columns) > MAX_CELLS:
            message = _("bảng có nhiều hơn %(count)d ô") % {"count": MAX_CELLS}
            yield Issue("table_too_large", message)
        if any(column.kind == "choice" and not column.options for column in settings.columns):
            yield Issue("no_options", _("có cột chọn chưa có lựa chọn nào"))

    def display(self, value: Any, settings: MatrixConfig, language: str) -> str:
        lines = []
        parts = {part.key: part for part in settings.inner}
        for row in settings.rows:
            cells = []
            for column in settings.columns:
                key = f"{row.key}.{column.key}"
                if value.get(key) is not None:
                    part = parts[key]
                    shown = part.type.display(value[key], part.settings, language)
                    cells.append(f"{pick(column.label, language)}: {shown}")
            if cells:
                lines.append(f"{pick(row.label, language)}: {'; '.join(cells)}")
        return "\n".join(lines)

    def missing(self, settings: MatrixConfig, question: Question) -> Issue:
        first = f"-{settings.inner[0].key}" if settings.inner else ""
        return Issue("required", _("Điền %(noun)s") % {"noun": question.noun}, first)

    def all_missing(self, settings: MatrixConfig, question: Question) -> Iterator[Issue]:
        if any(part.required for part in settings.inner):
            yield from super().all_missing(settings, question)
        else:
            yield self.missing(settings, question)


def _both(row: I18nText, column: I18nText) -> I18nText:
    languages = {*row, *column} or {"vi"}
    return {language: f"{pick(row, language)} – {pick(column, language)}" for language in languages}
