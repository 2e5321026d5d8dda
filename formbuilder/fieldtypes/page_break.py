"""Where a printed form starts a new sheet; on a screen the form's own pages do that."""

from formbuilder.fieldtypes.base import TypeConfig
from formbuilder.fieldtypes.layout import LayoutType


class PageBreakConfig(TypeConfig):
    pass


class PageBreak(LayoutType[PageBreakConfig]):
    key = "page_break"
    label = {"vi": "Ngắt trang khi in", "en": "Page break in print"}
    hint = {
        "vi": "Phần sau in sang tờ mới; trên màn hình không thấy",
        "en": "What follows is printed on a new sheet; unseen on screens",
    }
    keywords = ("ngắt trang", "sang trang", "in", "tờ mới")
    icon = "page-break"
    widget = "page_break"
    config = PageBreakConfig
