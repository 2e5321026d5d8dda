from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from pydantic import ValidationError

from formbuilder.api import Field, field_types
from motcua.catalogue.domain.checks.citizen_texts import field_name, vietnamese
from motcua.catalogue.domain.checks.form import paths_of
from motcua.catalogue.domain.document import ServiceDocument
from motcua.catalogue.domain.problems import Problem
from motcua.catalogue.registry import PublishCheck


class SensitiveData(PublishCheck):
    """Why each sensitive answer is asked, and how long it is kept (Law 91/2025/QH15)."""

    key = "privacy.sensitive"

    def check(self, document: ServiceDocument) -> Iterator[Problem]:
        paths = paths_of(document.form)
        sensitive = [field for field in document.form.walk() if data_class(field) == "sensitive"]
        for field in sensitive:
            if not vietnamese(field.purpose).strip():
                message = _(
                    "“%(name)s” là dữ liệu cá nhân nhạy cảm. Hãy ghi mục đích: vì sao phải hỏi."
                )
                known = {"name": field_name(field)[:100]}
                yield Problem(paths[field.id], "privacy.no_purpose", message % known, "warning")
        if sensitive and document.privacy.retention_years is None:
            message = _("Dịch vụ thu thập dữ liệu cá nhân nhạy cảm mà chưa nêu thời hạn lưu hồ sơ.")
            yield Problem("privacy", "privacy.no_retention", message, "warning")


def data_class(field: Field) -> str:
    """``none``, ``basic`` or ``sensitive``: the field's own word, else its type's."""
    if field.personal_data is not None:
        return field.personal_data
    if field.type not in field_types:
        return "basic"
    kind: Any = field_types.get(field.type)
    try:
        return str(kind.data_class(kind.config.model_validate(field.config)))
    except ValidationError:
        return str(kind.personal_data)
