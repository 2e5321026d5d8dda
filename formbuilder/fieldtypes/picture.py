"""A picture that helps to answer: a sample paper, a map, where a number is printed."""

from collections.abc import Iterator
from typing import Annotated, Any

from django.utils.translation import gettext as _
from pydantic import Field as Setting

from formbuilder.domain.document import Label
from formbuilder.fieldtypes.base import Issue, TypeConfig
from formbuilder.fieldtypes.common import named
from formbuilder.fieldtypes.layout import LayoutType
from motcua.kernel.i18n import pick

# A path on the same site: no other host can learn who fills in the form. SVG may hold scripts.
_SOURCE = r"^(?:(?:/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+\.(?:png|jpg|jpeg|gif|webp))?$"


class PictureConfig(TypeConfig):
    source: Annotated[
        str,
        Setting(pattern=_SOURCE, max_length=300),
        named("Đường dẫn ảnh trên trang này (/media/…)", "Path of the picture on this site"),
    ] = ""
    alternative: Annotated[
        Label, named("Lời mô tả ảnh cho người không nhìn thấy", "Words for who cannot see it")
    ] = {}
    caption: Annotated[Label, named("Chú thích dưới ảnh", "Caption")] = {}
    decorative: Annotated[bool, named("Ảnh chỉ để trang trí", "The picture is only decoration")] = (
        False
    )


class Picture(LayoutType[PictureConfig]):
    key = "picture"
    label = {"vi": "Hình minh họa", "en": "Picture"}
    hint = {"vi": "Ảnh mẫu, sơ đồ để người dân xem", "en": "A sample or map for people to look at"}
    keywords = ("hình", "ảnh", "minh họa", "sơ đồ", "ảnh mẫu")
    icon = "image"
    widget = "picture"
    config = PictureConfig

    def check_settings(self, settings: PictureConfig) -> Iterator[Issue]:
        if not settings.source:
            yield Issue("no_picture", _("chưa có ảnh"))
        if not settings.decorative and not pick(settings.alternative):
            yield Issue("no_alternative", _("ảnh chưa có lời mô tả cho người không nhìn thấy"))

    def facts(self, settings: PictureConfig, language: str) -> dict[str, Any]:
        words = "" if settings.decorative else pick(settings.alternative, language)
        return {"alternative": words, "caption": pick(settings.caption, language)}
