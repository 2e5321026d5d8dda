"""The door to the store of papers."""

from motcua.estore.errors import (
    ConsentMissing,
    MarkInvalid,
    PaperKept,
    PaperMissing,
    PaperUnusable,
    StoreClosed,
)
from motcua.estore.operations.marks import (
    LONGEST_NAME,
    close_store,
    delete_paper,
    empty_store,
    hide_paper,
    note_paper,
    open_store,
    show_paper,
)
from motcua.estore.operations.use_paper import USED, use_paper
from motcua.estore.queries.papers import PaperView, find_paper, is_closed, list_papers

__all__ = [
    "LONGEST_NAME",
    "USED",
    "ConsentMissing",
    "MarkInvalid",
    "PaperKept",
    "PaperMissing",
    "PaperUnusable",
    "PaperView",
    "StoreClosed",
    "close_store",
    "delete_paper",
    "empty_store",
    "find_paper",
    "hide_paper",
    "is_closed",
    "list_papers",
    "note_paper",
    "open_store",
    "show_paper",
    "use_paper",
]
