from motcua.submissions.models.draft import Draft, DraftStatus
from motcua.submissions.models.submission import Submission

__all__ = ["Draft", "DraftStatus", "Submission"]
