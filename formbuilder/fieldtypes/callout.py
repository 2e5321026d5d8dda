"""A box that stands out: what to prepare, what happens if something is wrong."""

from collections.abc import Iterator
from typing import Annotated, Literal

from django.utils.translation import gettext as _

from formbuilder.domain.document import Prose
from formbuilder.fieldtypes.base import Issue, TypeConfig
from formbuilder.fieldtypes.common import named
from formbuilder.fieldtypes.layout import LayoutType
from motcua.kernel.i18n import pick


class CalloutConfig(TypeConfig):
    body: Annotated[Prose, named("Nội dung", "Text")] = {}
    tone: Annotated[
        Literal["information", "success", "attention", "danger"],
        named(
            "Sắc thái",
            "Tone",
            {
                "information": {"vi": "Thông tin", "en": "Information"},
                "success": {"vi": "Thuận lợi", "en": "Success"},
                "attention": {"vi": "Cần chú ý", "en": "Attention"},
                "danger": {"vi": "Cảnh báo", "en": "Warning"},
            },
        ),
    ] = "information"


class Callout(LayoutType[CalloutConfig]):
    key = "callout"
    label = {"vi": "Khung nổi bật", "en": "Callout"}
    hint = {"vi": "Khung nhắc điều quan trọng", "en": "A box for what matters"}
    keywords = ("khung", "nổi bật", "nhắc", "cảnh báo", "thông báo", "chú ý")
    icon = "megaphone"
    widget = "callout"
    config = CalloutConfig

    def check_settings(self, settings: CalloutConfig) -> Iterator[Issue]:
        if not pick(settings.body):
            yield Issue("no_body", _("chưa có nội dung"))
