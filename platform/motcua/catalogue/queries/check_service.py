from motcua.catalogue.domain.checks import ALL
from motcua.catalogue.domain.document import ServiceDocument
from motcua.catalogue.domain.problems import Problem, errors_in
from motcua.catalogue.registry import publish_checks


def check_service(document: ServiceDocument, *, publishes: bool = False) -> list[Problem]:
    """All that is wrong, area by area; with no error among it the service may be published.

    ``publishes``: also what is asked only then (``PublishCheck.at_publication``).
    """
    found = [problem for check in ALL for problem in check(document)]
    for plugin in publish_checks:
        if publishes or not plugin.at_publication:
            found.extend(plugin.check(document))
    return found


__all__ = ["check_service", "errors_in"]
