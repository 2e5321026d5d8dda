"""The door for who follows dossiers from outside their handling: lists of all agencies, ratings."""

from motcua.casework.domain.due_words import DueWords, due_in_words
from motcua.casework.domain.states import NationalState
from motcua.casework.events import CaseFinished, CaseOpened, CaseTouched, DossierErased
from motcua.casework.operations.notices import tell_submitter
from motcua.casework.queries.finished import FinishedCase, finished_case
from motcua.casework.queries.standing import (
    CaseStanding,
    case_ids_of,
    case_ids_with_people,
    standing_of,
)

__all__ = [
    "CaseFinished",
    "CaseOpened",
    "CaseStanding",
    "CaseTouched",
    "DossierErased",
    "DueWords",
    "FinishedCase",
    "NationalState",
    "case_ids_of",
    "case_ids_with_people",
    "due_in_words",
    "finished_case",
    "standing_of",
    "tell_submitter",
]
