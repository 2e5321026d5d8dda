"""The door for who follows dossiers from outside their tenant."""

from motcua.casework.domain.due_words import DueWords, due_in_words
from motcua.casework.domain.states import NationalState
from motcua.casework.events import CaseOpened, CaseTouched
from motcua.casework.queries.standing import (
    CaseStanding,
    case_ids_of,
    case_ids_with_people,
    standing_of,
)

__all__ = [
    "CaseOpened",
    "CaseStanding",
    "CaseTouched",
    "DueWords",
    "NationalState",
    "case_ids_of",
    "case_ids_with_people",
    "due_in_words",
    "standing_of",
]
