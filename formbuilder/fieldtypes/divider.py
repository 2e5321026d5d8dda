"""A line between questions."""

from formbuilder.fieldtypes.base import TypeConfig
from formbuilder.fieldtypes.layout import LayoutType


class DividerConfig(TypeConfig):
    pass


class Divider(LayoutType[DividerConfig]):
    key = "divider"
    label = {"vi": "Đường kẻ", "en": "Divider"}
    hint = {"vi": "Một đường ngang giữa các câu hỏi", "en": "A line between questions"}
    keywords = ("đường kẻ", "gạch ngang", "ngăn cách", "phân cách")
    icon = "minus"
    widget = "divider"
    config = DividerConfig
