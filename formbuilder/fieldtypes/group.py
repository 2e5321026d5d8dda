"""A repeating group: the same few questions for each child, member, plot of land."""

from collections.abc import Iterator
from typing import Annotated, Any

from django.utils.translation import gettext as _
from pydantic import Field as Setting

from formbuilder.domain.document import Label
from formbuilder.domain.evaluation import ROW_ID
from formbuilder.domain.limits import MAX_ROWS
from formbuilder.fieldtypes.base import (
    NOT_GIVEN,
    FieldType,
    Issue,
    Parsed,
    Posted,
    Question,
    wrong_type,
)
from formbuilder.fieldtypes.common import AnswerConfig


class GroupConfig(AnswerConfig):
    min_rows: Annotated[int, Setting(ge=0, le=MAX_ROWS)] = 0
    max_rows: Annotated[int, Setting(ge=1, le=MAX_ROWS)] = 20
    row_label: Label = {}
    """What one row is: "Người con" gives "Người con 1"."""


class Group(FieldType[GroupConfig]):
    """Stored as a list of rows ``{"_row": "r1", sub-field id: answer}``.

    The inputs of the rows are read by ``parse_page``, which knows the sub-fields.
    """

    key = "group"
    label = {"vi": "Nhóm lặp lại", "en": "Repeating group"}
    group = "layout"
    hint = {
        "vi": "Vài câu hỏi lặp lại cho từng người, từng thửa đất",
        "en": "The same questions for each child, member or plot",
    }
    keywords = ("lặp lại", "danh sách", "thành viên", "bảng", "từng người")
    icon = "rows-3"
    kind = "rows"
    widget = "group"
    config = GroupConfig
    personal_data = "none"

    def parse(self, posted: Posted, settings: GroupConfig, question: Question) -> Parsed:
        return NOT_GIVEN

    def check(self, value: Any, settings: GroupConfig, question: Question) -> Iterator[Issue]:
        if type(value) is not list or not all(_is_row(row) for row in value):
            yield wrong_type(question)
            return
        known = {"label": question.label, "min": settings.min_rows, "max": settings.max_rows}
        if len({row["_row"] for row in value}) != len(value):
            yield wrong_type(question)
        elif len(value) < settings.min_rows:
            yield Issue("too_few", _("%(label)s: khai ít nhất %(min)d mục") % known)
        elif len(value) > settings.max_rows:
            yield Issue("too_many", _("%(label)s: khai nhiều nhất %(max)d mục") % known)

    def check_settings(self, settings: GroupConfig) -> Iterator[Issue]:
        if settings.min_rows > settings.max_rows:
            yield Issue("bounds", _("số mục ít nhất lớn hơn số mục nhiều nhất"))

    def display(self, value: Any, settings: GroupConfig, language: str) -> str:
        return str(len(value))

    def schema(self, settings: GroupConfig) -> dict[str, Any]:
        return {"type": "array", "minItems": settings.min_rows, "maxItems": settings.max_rows}

    def missing(self, settings: GroupConfig, question: Question) -> Issue:
        return Issue("required", _("Thêm ít nhất một mục: %(noun)s") % {"noun": question.noun})


def _is_row(row: Any) -> bool:
    if type(row) is not dict:
        return False
    row_id = row.get("_row")
    return type(row_id) is str and ROW_ID.fullmatch(row_id) is not None
