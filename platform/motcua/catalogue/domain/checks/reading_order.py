from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from formbuilder.api import FormSection, Rule
from motcua.catalogue.domain.checks.citizen_texts import field_name
from motcua.catalogue.domain.checks.form import paths_of
from motcua.catalogue.domain.document import ServiceDocument
from motcua.catalogue.domain.problems import Problem
from motcua.catalogue.domain.rule_refs import refs_in
from motcua.catalogue.registry import PublishCheck
from motcua.kernel.i18n import pick


class ReadingOrder(PublishCheck):
    """What an answer opens comes after it: nobody looks back for new questions (WCAG 1.3.2)."""

    key = "access.order"

    def check(self, document: ServiceDocument) -> Iterator[Problem]:
        form, paths = document.form, paths_of(document.form)
        order = {field.id: number for number, field in enumerate(form.walk())}
        names = {field.id: field_name(field) for field in form.walk()}
        for name, rule, at, item_id in _conditional(form, order):
            later = [ref for ref in refs_in(rule) if order.get(ref, -1) > at]
            if later:
                message = _(
                    "“%(name)s” hiện ra tùy theo “%(other)s”, nhưng câu đó nằm phía sau. Hãy đổi "
                    "thứ tự."
                )
                known = {"name": name[:100], "other": names[later[0]][:100]}
                yield Problem(paths[item_id], "access.order", message % known, "warning")


def _conditional(
    form: FormSection, order: Mapping[str, int]
) -> Iterator[tuple[str, Rule, int, str]]:
    """Name, condition, place in reading order and id of everything that may be hidden."""
    for page in form.pages:
        if page.visible_if is not None and page.fields:
            yield pick(page.title) or page.id, page.visible_if, order[page.fields[0].id], page.id
    for field in form.walk():
        if field.visible_if is not None:
            yield field_name(field), field.visible_if, order[field.id], field.id
