"""What staff may do with dossiers. ``identity`` bundles these strings into roles."""

from enum import StrEnum


class Permission(StrEnum):
    READ = "casework.read"
    READ_ALL = "casework.read_all"
    RECEIVE = "casework.receive"
    APPRAISE = "casework.appraise"
    APPROVE = "casework.approve"
    ASSIGN = "casework.assign"
    ISSUE = "casework.issue"
    HOLD = "casework.hold"
    RETURN_RESULT = "casework.return_result"
