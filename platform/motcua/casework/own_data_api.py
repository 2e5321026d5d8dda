"""The door for what citizens are shown of their own data: papers, and who read their dossiers."""

from motcua.casework.queries.books import book_case_ids
from motcua.casework.queries.own_papers import OwnPaper, PaperOrigin, numbers_of, own_papers

__all__ = ["OwnPaper", "PaperOrigin", "book_case_ids", "numbers_of", "own_papers"]
