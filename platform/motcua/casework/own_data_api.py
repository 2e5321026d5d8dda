"""The door for what citizens are shown of their own data: papers, and who read their dossiers."""

from motcua.casework.queries.own_papers import OwnPaper, PaperOrigin, numbers_of, own_papers

__all__ = ["OwnPaper", "PaperOrigin", "numbers_of", "own_papers"]
