"""The door to submissions."""

from motcua.submissions.domain.answers import read_path
from motcua.submissions.domain.digest import submission_digest
from motcua.submissions.domain.views import (
    Change,
    DraftSummary,
    DraftView,
    ManifestFile,
    MissingAnswer,
    PageOutcome,
    ProofEntry,
    ProofFile,
    ProofOfReceipt,
    ProofPage,
    SubmissionReceipt,
    SubmissionSummary,
    SubmissionView,
)
from motcua.submissions.errors import (
    AnswersChanged,
    AnswersInvalid,
    CorrectionOpen,
    DraftClosed,
    DraftExpired,
    DraftMissing,
    FieldLocked,
    FieldMissing,
    NotACorrection,
    ServiceWithdrawn,
    StepUpRequired,
    SubmissionMissing,
    TooManyDrafts,
)
from motcua.submissions.events import CorrectionReceived, SubmissionReceived
from motcua.submissions.operations.correct import open_correction, submit_correction
from motcua.submissions.operations.edit_draft import (
    add_group_row,
    discard_draft,
    remove_file,
    remove_group_row,
)
from motcua.submissions.operations.save_page import save_page
from motcua.submissions.operations.start_draft import start_draft
from motcua.submissions.operations.submit_draft import submit_draft
from motcua.submissions.permissions import may_read_draft, may_read_submission
from motcua.submissions.queries.compare import compare
from motcua.submissions.queries.drafts import get_draft, list_drafts
from motcua.submissions.queries.fees import fee_preview
from motcua.submissions.queries.forms import context_of
from motcua.submissions.queries.missing import missing_answers
from motcua.submissions.queries.proof import proof_of_receipt, proof_pdf
from motcua.submissions.queries.submissions import (
    find_tracked,
    get_receipt,
    get_submission,
    list_revisions,
    list_submissions,
)

__all__ = [
    "AnswersChanged",
    "AnswersInvalid",
    "Change",
    "CorrectionOpen",
    "CorrectionReceived",
    "DraftClosed",
    "DraftExpired",
    "DraftMissing",
    "DraftSummary",
    "DraftView",
    "FieldLocked",
    "FieldMissing",
    "ManifestFile",
    "MissingAnswer",
    "NotACorrection",
    "PageOutcome",
    "ProofEntry",
    "ProofFile",
    "ProofOfReceipt",
    "ProofPage",
    "ServiceWithdrawn",
    "StepUpRequired",
    "SubmissionMissing",
    "SubmissionReceipt",
    "SubmissionReceived",
    "SubmissionSummary",
    "SubmissionView",
    "TooManyDrafts",
    "add_group_row",
    "compare",
    "context_of",
    "discard_draft",
    "fee_preview",
    "find_tracked",
    "get_draft",
    "get_receipt",
    "get_submission",
    "list_drafts",
    "list_revisions",
    "list_submissions",
    "may_read_draft",
    "may_read_submission",
    "missing_answers",
    "open_correction",
    "proof_of_receipt",
    "proof_pdf",
    "read_path",
    "remove_file",
    "remove_group_row",
    "save_page",
    "start_draft",
    "submission_digest",
    "submit_correction",
    "submit_draft",
]
