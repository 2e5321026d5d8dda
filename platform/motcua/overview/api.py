"""The door to a citizen's dossiers at all agencies."""

from motcua.overview.queries.everywhere import (
    PAGE_SIZE,
    EverywherePage,
    EverywhereRow,
    Show,
    agencies_of,
    count_wanted,
    list_everywhere,
    upcoming,
)

__all__ = [
    "PAGE_SIZE",
    "EverywherePage",
    "EverywhereRow",
    "Show",
    "agencies_of",
    "count_wanted",
    "list_everywhere",
    "upcoming",
]
