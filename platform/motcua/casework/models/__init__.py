from motcua.casework.models.case import Case, CaseStateChange
from motcua.casework.models.decision import Decision
from motcua.casework.models.due_change import DueChange, DueChangeKind
from motcua.casework.models.paper import IssuedOutput, Paper, PaperKind
from motcua.casework.models.retention import CaseErasure, CaseHold
from motcua.casework.models.supplement import SupplementItem, SupplementRequest
from motcua.casework.models.version_process import VersionProcess

__all__ = [
    "Case",
    "CaseErasure",
    "CaseHold",
    "CaseStateChange",
    "Decision",
    "DueChange",
    "DueChangeKind",
    "IssuedOutput",
    "Paper",
    "PaperKind",
    "SupplementItem",
    "SupplementRequest",
    "VersionProcess",
]
