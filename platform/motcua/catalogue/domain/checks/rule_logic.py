from collections.abc import Iterator

from formbuilder import api as formbuilder
from motcua.catalogue.domain.checks.form import paths_of
from motcua.catalogue.domain.document import ServiceDocument
from motcua.catalogue.domain.problems import Problem
from motcua.catalogue.registry import PublishCheck


class RuleLogic(PublishCheck):
    """Pages nobody reaches, conditions that are never or always true; cycles are errors already."""

    key = "logic.rules"

    def check(self, document: ServiceDocument) -> Iterator[Problem]:
        analyse = getattr(formbuilder, "analyse_rules", None)
        if analyse is None:
            return
        paths = paths_of(document.form)
        for found in analyse(document.form):
            path = paths.get(found.subject, "form")
            yield Problem(path, f"logic.{found.code}", found.message, "warning")
