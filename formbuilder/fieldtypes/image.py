"""Pictures: taken with the device's camera or chosen, made smaller in the browser before sending.

The server does not rely on the browser: it takes whatever is within the limits, and removes what a
picture tells besides itself (place, time, device).
"""

from collections.abc import Iterator
from typing import Annotated, Literal

from django.utils.translation import gettext as _
from pydantic import Field as Setting

from formbuilder.fieldtypes.base import Issue
from formbuilder.fieldtypes.common import named
from formbuilder.fieldtypes.file import File, FileConfig, FileKind

Camera = Literal["none", "environment", "user"]


class ImageConfig(FileConfig):
    kinds: Annotated[list[FileKind], Setting(min_length=1, max_length=1)] = ["image"]
    max_count: Annotated[int, Setting(ge=1, le=50)] = 1
    camera: Annotated[
        Camera,
        named(
            "Mở máy ảnh trên điện thoại",
            "Open the camera",
            {
                "none": {"vi": "Không, để người dân chọn", "en": "No"},
                "environment": {"vi": "Máy ảnh sau (chụp giấy tờ)", "en": "Away from the person"},
                "user": {"vi": "Máy ảnh trước (chân dung)", "en": "Towards the person"},
            },
        ),
    ] = "none"
    """Open the camera at once on a phone: away from the person, or towards them."""
    max_side: Annotated[
        int, Setting(ge=400, le=6_000), named("Cạnh dài sau khi thu nhỏ (điểm ảnh)", "Longer side")
    ] = 2_000
    """Pixels of the longer side after shrinking in the browser."""


class Image(File):
    """Stored as files are."""

    key = "image"
    label = {"vi": "Ảnh", "en": "Picture"}
    group = "files"
    hint = {
        "vi": "Chụp hoặc chọn ảnh; tự thu nhỏ trước khi gửi",
        "en": "Taken or chosen, made smaller before it is sent",
    }
    keywords = ("ảnh", "chụp", "máy ảnh", "chân dung", "hình", "camera")
    icon = "image"
    widget = "image"
    config = ImageConfig

    def check_settings(self, settings: FileConfig) -> Iterator[Issue]:
        if settings.kinds != ["image"]:
            yield Issue("not_pictures", _("câu hỏi về ảnh chỉ nhận tệp ảnh"))

    def attributes(self, settings: FileConfig) -> dict[str, str]:
        found = super().attributes(settings)
        if not isinstance(settings, ImageConfig):
            return found
        found["data-mc-shrink"] = str(settings.max_side)
        return found if settings.camera == "none" else found | {"capture": settings.camera}
