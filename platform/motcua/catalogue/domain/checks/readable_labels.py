import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from django.utils.translation import gettext as _

from formbuilder.api import Field
from motcua.catalogue.domain.checks.citizen_texts import field_name, vietnamese
from motcua.catalogue.domain.checks.form import paths_of
from motcua.catalogue.domain.document import ServiceDocument
from motcua.catalogue.domain.problems import Problem
from motcua.catalogue.registry import PublishCheck
from motcua.kernel.i18n import pick

MAX_LABEL: Final = 200
_LETTER: Final = re.compile(r"[^\W\d_]")


class ReadableLabels(PublishCheck):
    """Labels tell questions apart for whoever hears them one by one (WCAG 2.4.6, 3.3.2)."""

    key = "access.labels"

    def check(self, document: ServiceDocument) -> Iterator[Problem]:
        paths = paths_of(document.form)
        titles = Counter(pick(page.title) for page in document.form.pages if pick(page.title))
        for page in document.form.pages:
            title = pick(page.title)
            if titles[title] > 1:
                message = _("Có %(count)s trang cùng tên “%(title)s”. Hãy đặt tên khác nhau.")
                known = {"count": titles[title], "title": title[:100]}
                yield Problem(paths[page.id], "access.same_title", message % known, "warning")
            yield from _alike(page.fields, paths)
            for top in page.fields:
                for field in top.walk():
                    yield from _alike(field.fields, paths)
                    yield from _label(field, paths[field.id])


def _alike(fields: list[Field], paths: Any) -> Iterator[Problem]:
    """Questions side by side with one name; a condition may make them alternatives."""
    labels = Counter(_spoken(field) for field in fields if field.visible_if is None)
    for field in fields:
        if field.visible_if is None and _spoken(field) and labels[_spoken(field)] > 1:
            message = _("Có nhiều câu hỏi cùng tên “%(name)s” trên một trang.")
            known = {"name": field_name(field)[:100]}
            yield Problem(paths[field.id], "access.same_label", message % known, "warning")


def _label(field: Field, path: str) -> Iterator[Problem]:
    label, known = vietnamese(field.label), {"name": field_name(field)[:100]}
    if label.strip() and not _LETTER.search(label):
        message = _("Câu hỏi “%(name)s” có tên không đọc thành lời được.")
        yield Problem(path, "access.no_words", message % known)
    if len(label) > MAX_LABEL:
        message = _("Câu hỏi “%(name)s…” có tên quá dài. Hãy chuyển bớt sang lời hướng dẫn.")
        yield Problem(path, "access.long_label", message % known, "warning")
    options = field.config.get("options")
    if isinstance(options, list):
        yield from _options(options, path, known)


def _options(options: list[Any], path: str, known: dict[str, str]) -> Iterator[Problem]:
    labels = [
        vietnamese(option["label"]).strip().casefold()
        for option in options
        if isinstance(option, dict) and isinstance(option.get("label"), dict)
    ]
    if any(count > 1 and label for label, count in Counter(labels).items()):
        message = _("Câu hỏi “%(name)s” có hai lựa chọn cùng tên.")
        yield Problem(path, "access.same_option", message % known)


def _spoken(field: Field) -> str:
    return vietnamese(field.label).strip().casefold()
