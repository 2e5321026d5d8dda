"""What staff may do with dossiers. ``identity`` bundles these strings into roles."""

from enum import StrEnum


class Permission(StrEnum):
    READ = "casework.read"
    READ_ALL = "casework.read_all"
    READ_PERSONAL = "casework.read_personal"
    """Personal answers of many dossiers at once, in the data sheet and its exports."""
    RECEIVE = "casework.receive"
    APPRAISE = "casework.appraise"
    APPROVE = "casework.approve"
    ASSIGN = "casework.assign"
    ISSUE = "casework.issue"
    HOLD = "casework.hold"
    REOPEN = "casework.reopen"
    """Undo the end of a dossier."""
    RETURN_RESULT = "casework.return_result"
