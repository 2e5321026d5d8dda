from motcua.submissions.models.assistance import Assistance, ConfirmedBy
from motcua.submissions.models.draft import Draft, DraftStatus
from motcua.submissions.models.submission import Submission

__all__ = ["Assistance", "ConfirmedBy", "Draft", "DraftStatus", "Submission"]
