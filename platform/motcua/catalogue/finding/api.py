"""The door to finding services: search, what is popular and new, synonyms, searches in vain."""

from motcua.catalogue.models.synonym import EmptySearch, Synonym
from motcua.catalogue.operations.empty_searches import (
    add_synonym,
    dismiss_empty_search,
    forget_old_searches,
    list_empty_searches,
    note_empty_search,
    note_popularity,
)
from motcua.catalogue.permissions import FINDING
from motcua.catalogue.queries.find_services import (
    FoundServices,
    find_services,
    finder_stamp,
)
from motcua.catalogue.queries.list_published import (
    cards_of_slugs,
    live_addresses,
    newest_services,
    popular_services,
)
from motcua.catalogue.queries.search import searchable

__all__ = [
    "FINDING",
    "EmptySearch",
    "FoundServices",
    "Synonym",
    "add_synonym",
    "cards_of_slugs",
    "dismiss_empty_search",
    "find_services",
    "finder_stamp",
    "forget_old_searches",
    "list_empty_searches",
    "live_addresses",
    "newest_services",
    "note_empty_search",
    "note_popularity",
    "popular_services",
    "searchable",
]
