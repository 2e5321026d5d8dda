"""Checks that higher apps add to publishing, for what the catalogue knows nothing about."""

from collections.abc import Iterable
from typing import Final

from motcua.catalogue.domain.document import ServiceDocument
from motcua.catalogue.domain.problems import Problem
from motcua.kernel.registry import Registry


class PublishCheck:
    """One more thing a document must pass. Fast, and it names the place in every problem.

    ``at_publication``: not about the document alone, so it is asked only where a service is about
    to be published, not at every save of a draft.
    """

    key: str
    at_publication = False

    def check(self, document: ServiceDocument) -> Iterable[Problem]:
        raise NotImplementedError


publish_checks: Final[Registry[PublishCheck]] = Registry("publish check", PublishCheck)
