"""A text with headings, lists, tables and links, cleaned of everything that could act."""

from collections.abc import Iterator
from typing import Annotated

from django.utils.translation import gettext as _

from formbuilder.domain.document import Prose
from formbuilder.domain.markup import loses_markup
from formbuilder.fieldtypes.base import Issue, TypeConfig
from formbuilder.fieldtypes.common import named
from formbuilder.fieldtypes.layout import LayoutType
from motcua.kernel.i18n import pick


class RichTextConfig(TypeConfig):
    body: Annotated[Prose, named("Nội dung (chữ thường hoặc HTML)", "Text or HTML")] = {}


class RichText(LayoutType[RichTextConfig]):
    key = "rich_text"
    label = {"vi": "Văn bản trình bày", "en": "Rich text"}
    hint = {
        "vi": "Đoạn văn có danh sách, bảng, liên kết; dán được từ Word",
        "en": "Text with lists, tables and links; may be pasted from Word",
    }
    keywords = ("đoạn văn", "danh sách", "bảng", "liên kết", "html", "trình bày", "nội dung")
    icon = "file-text"
    widget = "rich_text"
    config = RichTextConfig

    def check_settings(self, settings: RichTextConfig) -> Iterator[Issue]:
        if not pick(settings.body):
            yield Issue("no_body", _("chưa có nội dung"))
        if any(loses_markup(text) for text in settings.body.values()):
            yield Issue("unsafe_markup", _("nội dung có thẻ HTML không được phép nên bị bỏ đi"))
