from collections.abc import Iterator

from django.utils.translation import gettext as _

from formbuilder.api import Rule, analyse_rule, analyse_rules
from motcua.catalogue.domain.checks.form import paths_of
from motcua.catalogue.domain.document import ServiceDocument
from motcua.catalogue.domain.problems import Problem
from motcua.catalogue.registry import PublishCheck
from motcua.kernel.i18n import pick


class RuleLogic(PublishCheck):
    """Pages nobody reaches, conditions that are never or always true; cycles are errors already."""

    key = "logic.rules"

    def check(self, document: ServiceDocument) -> Iterator[Problem]:
        paths = paths_of(document.form)
        for found in analyse_rules(document.form):
            path = paths.get(found.subject, "form")
            yield Problem(path, f"logic.{found.code}", found.message, "warning")
        for rule, name, path in _conditions(document):
            for found in analyse_rule(document.form, rule, name=name, path=path):
                yield Problem(path, f"logic.{found.code}", found.message, "warning")


def _conditions(document: ServiceDocument) -> Iterator[tuple[Rule, str, str]]:
    """Conditions outside the form: the rule, whose it is, and where."""
    for paper in document.components:
        if paper.required_if is not None:
            name = _("giấy tờ “%(name)s”") % {"name": pick(paper.name)}
            yield paper.required_if, name, f"components/{paper.id}"
    for fee in document.fees:
        known = {"name": pick(fee.name)}
        if fee.condition is not None:
            yield fee.condition, _("khoản phí “%(name)s”") % known, f"fees/{fee.id}"
        for waiver in fee.waivers:
            if waiver.condition is not None:
                name = _("mức miễn giảm của “%(name)s”") % known
                yield waiver.condition, name, f"fees/{fee.id}/{waiver.id}"
    for block in document.result.blocks:
        if block.visible_if is not None:
            yield block.visible_if, _("Giấy kết quả"), f"result/{block.id}"
