from motcua.casework.models.attention import CaseShare, CaseWatch
from motcua.casework.models.case import Case, CaseStateChange
from motcua.casework.models.consult import (
    Consult,
    ConsultState,
    ExchangeDesk,
    ForeignRequest,
    ForeignState,
)
from motcua.casework.models.decision import Decision
from motcua.casework.models.desk import DeskChoice, SavedFilter
from motcua.casework.models.due_change import DueChange, DueChangeKind
from motcua.casework.models.holding import Holding
from motcua.casework.models.letter import CaseLetter
from motcua.casework.models.mending import Mending, MendingState
from motcua.casework.models.note import CaseNote
from motcua.casework.models.paper import IssuedOutput, Paper, PaperKind
from motcua.casework.models.retention import CaseErasure, CaseHold
from motcua.casework.models.signing import PaperSignature, ResultDraft, SignaturePurpose
from motcua.casework.models.supplement import SupplementItem, SupplementRequest
from motcua.casework.models.version_process import VersionProcess

__all__ = [
    "Case",
    "CaseErasure",
    "CaseHold",
    "CaseLetter",
    "CaseNote",
    "CaseShare",
    "CaseStateChange",
    "CaseWatch",
    "Consult",
    "ConsultState",
    "Decision",
    "DeskChoice",
    "DueChange",
    "DueChangeKind",
    "ExchangeDesk",
    "ForeignRequest",
    "ForeignState",
    "Holding",
    "IssuedOutput",
    "Mending",
    "MendingState",
    "Paper",
    "PaperKind",
    "PaperSignature",
    "ResultDraft",
    "SavedFilter",
    "SignaturePurpose",
    "SupplementItem",
    "SupplementRequest",
    "VersionProcess",
]
