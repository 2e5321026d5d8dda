"""A heading between the questions of a page; its words are the field's label."""

from typing import Annotated, Literal

from formbuilder.fieldtypes.base import TypeConfig
from formbuilder.fieldtypes.common import named
from formbuilder.fieldtypes.layout import LayoutType


class HeadingConfig(TypeConfig):
    level: Annotated[
        Literal["2", "3"],
        named(
            "Cấp tiêu đề",
            "Level",
            {
                "2": {"vi": "Tiêu đề lớn", "en": "Large"},
                "3": {"vi": "Tiêu đề nhỏ", "en": "Small"},
            },
        ),
    ] = "2"


class Heading(LayoutType[HeadingConfig]):
    key = "heading"
    label = {"vi": "Tiêu đề", "en": "Heading"}
    hint = {"vi": "Chia trang thành từng phần", "en": "Parts a page into sections"}
    keywords = ("tiêu đề", "đề mục", "phần", "mục", "chương")
    icon = "heading"
    widget = "heading"
    config = HeadingConfig
    needs_label = True
