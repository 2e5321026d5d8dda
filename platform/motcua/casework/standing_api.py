"""The door for who follows dossiers from outside their handling: lists of all agencies, ratings."""

from motcua.casework.domain.due_words import DueWords, due_in_words
from motcua.casework.domain.states import NationalState
from motcua.casework.events import CaseFinished, CaseOpened, CaseTouched, DossierErased
from motcua.casework.operations.notices import tell_submitter
from motcua.casework.queries.finished import FinishedCase, Served, finished_case, served_person
from motcua.casework.queries.kept import KeptDossiers, kept_dossiers
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
    "KeptDossiers",
    "NationalState",
    "Served",
    "case_ids_of",
    "case_ids_with_people",
    "due_in_words",
    "finished_case",
    "kept_dossiers",
    "served_person",
    "standing_of",
    "tell_submitter",
]
