from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from formbuilder.api import Field
from motcua.catalogue.domain.checks.citizen_texts import field_name, vietnamese
from motcua.catalogue.domain.checks.form import paths_of
from motcua.catalogue.domain.document import ServiceDocument
from motcua.catalogue.domain.problems import Problem
from motcua.catalogue.registry import PublishCheck


class Alternatives(PublishCheck):
    """Pictures say in words what they show (WCAG 1.1.1); uploading is never the only way."""

    key = "access.alternatives"

    def check(self, document: ServiceDocument) -> Iterator[Problem]:
        paths = paths_of(document.form)
        for field in document.form.walk():
            if _lacks_alt(field.config):
                message = _("Hình “%(name)s” chưa có lời mô tả cho người không nhìn thấy.")
                known = {"name": field_name(field)[:100]}
                yield Problem(paths[field.id], "access.no_alt", message % known)
            yield from _only_upload(document, field, paths[field.id])


def _only_upload(document: ServiceDocument, field: Field, path: str) -> Iterator[Problem]:
    """Somebody who cannot take a picture must be able to come, or to send it by post."""
    is_upload = field.type == "file" or field.type.startswith(("file_", "image_", "camera"))
    if is_upload and field.required and set(document.service.channels) == {"online"}:
        message = _(
            "Tệp “%(name)s” bắt buộc mà dịch vụ chỉ nhận trực tuyến. Hãy cho nộp tại bộ phận một "
            "cửa hoặc qua bưu chính, cho người không tự chụp được giấy tờ."
        )
        known = {"name": field_name(field)[:100]}
        yield Problem(path, "access.only_upload", message % known, "warning")


def _lacks_alt(config: dict[str, Any]) -> bool:
    """A picture in the settings of a field, by the names the types give it."""
    picture = config.get("image") or config.get("src") or config.get("picture")
    if not picture or config.get("decorative") is True:
        return False
    alt = config.get("alt")
    return not (vietnamese(alt).strip() if isinstance(alt, dict) else str(alt or "").strip())
