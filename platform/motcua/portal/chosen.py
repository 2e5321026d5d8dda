"""Services an editor chose for a page, as they are today."""

from collections.abc import Iterable
from dataclasses import dataclass

from motcua.catalogue.api import ServiceCard, get_service_by_slug
from motcua.catalogue.finding.api import cards_of_slugs
from motcua.kernel.errors import DomainError
from motcua.portal.service_facts import ServiceFacts, facts_of


@dataclass(frozen=True, slots=True)
class ChosenService:
    card: ServiceCard
    facts: ServiceFacts


def cards_of(slugs: Iterable[str]) -> list[ServiceCard]:
    """In the order chosen; those withdrawn since are left out."""
    wanted = [slug for slug in slugs if slug]
    found = cards_of_slugs(wanted)
    return [found[slug] for slug in dict.fromkeys(wanted) if slug in found]


def facts_by_slug(slugs: Iterable[str]) -> dict[str, ChosenService]:
    """With time and cost; a page names a few, and their documents are kept in the process."""
    found = {}
    for card in cards_of(slugs):
        try:
            found[card.slug] = ChosenService(card, facts_of(get_service_by_slug(card.slug)))
        except DomainError:
            continue
    return found
