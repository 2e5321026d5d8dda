from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

from formbuilder.api import Field, field_types
from motcua.catalogue.domain.checks.citizen_texts import field_name
from motcua.catalogue.domain.checks.form import paths_of
from motcua.catalogue.domain.document import MAX_BYTES, ServiceDocument, measure
from motcua.catalogue.domain.problems import Problem
from motcua.catalogue.registry import PublishCheck
from motcua.kernel.i18n import pick

MAX_ON_PAGE: Final = 25
MAX_QUESTIONS: Final = 300
MAX_OPEN_OPTIONS: Final = 25
NEARLY_FULL: Final = MAX_BYTES * 3 // 4


class Size(PublishCheck):
    """What a person can take in at once, and what a phone can load."""

    key = "size.limits"

    def check(self, document: ServiceDocument) -> Iterator[Problem]:
        paths = paths_of(document.form)
        total = 0
        for page in document.form.pages:
            questions = [field for top in page.fields for field in top.walk() if _asks(field)]
            total += len(questions)
            if len(questions) > MAX_ON_PAGE:
                message = _("Trang “%(name)s” có %(count)s câu hỏi. Hãy tách thành nhiều trang.")
                known = {"name": pick(page.title)[:100], "count": len(questions)}
                yield Problem(paths[page.id], "size.long_page", message % known, "warning")
            for field in questions:
                yield from _options(field, paths[field.id])
        if total > MAX_QUESTIONS:
            message = _("Tờ khai có %(count)s câu hỏi. Hãy bỏ những gì cơ quan đã biết.")
            yield Problem("form", "size.long_form", message % {"count": total}, "warning")
        if measure(document.to_json()) > NEARLY_FULL:
            message = _("Tài liệu dịch vụ gần chạm giới hạn 2 MB. Hãy bớt nội dung.")
            yield Problem("service", "size.nearly_full", message, "warning")


def _asks(field: Field) -> bool:
    return field.type in field_types and field_types.get(field.type).answers


def _options(field: Field, path: str) -> Iterator[Problem]:
    options = field.config.get("options")
    shown_open = field.config.get("display", "radio") != "select"
    if isinstance(options, list) and len(options) > MAX_OPEN_OPTIONS and shown_open:
        message = _("“%(name)s” bày ra %(count)s lựa chọn. Hãy dùng ô chọn có tìm kiếm.")
        known = {"name": field_name(field)[:100], "count": len(options)}
        yield Problem(path, "size.many_options", message % known, "warning")
