"""The door to submissions."""

from motcua.submissions.domain.answers import file_input, read_path
from motcua.submissions.domain.digest import submission_digest
from motcua.submissions.domain.parties import NEEDS_PAPER, RELATIONS, PartiesWish
from motcua.submissions.domain.views import (
    Change,
    DraftMark,
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
    AssistanceMissing,
    CodeRefused,
    CorrectionOpen,
    DraftClosed,
    DraftExpired,
    DraftMissing,
    FieldLocked,
    FieldMissing,
    FileUnfit,
    NotACorrection,
    NotConfirmed,
    PartyInvalid,
    ServiceWithdrawn,
    StepUpRequired,
    SubmissionMissing,
    TooManyCodes,
    TooManyDrafts,
    TooManyFiles,
)
from motcua.submissions.events import CorrectionReceived, SubmissionReceived
from motcua.submissions.operations.assist import (
    begin_assistance,
    end_assistance,
    resume_assistance,
)
from motcua.submissions.operations.attach_upload import (
    announce_upload,
    attach_upload,
    cancel_upload,
    upload_piece,
    upload_state,
)
from motcua.submissions.operations.confirm_assisted import (
    code_goes_to,
    confirm_by_code,
    confirm_by_drawing,
    confirm_on_paper,
    send_code,
)
from motcua.submissions.operations.correct import open_correction, submit_correction
from motcua.submissions.operations.derive import derive_submission
from motcua.submissions.operations.edit_draft import (
    add_group_row,
    discard_draft,
    remove_file,
    remove_group_row,
)
from motcua.submissions.operations.erase import erase_drafts, has_drafts
from motcua.submissions.operations.reuse_file import reuse_file, upload_question, why_unfit
from motcua.submissions.operations.save_page import save_page
from motcua.submissions.operations.set_parties import set_parties
from motcua.submissions.operations.start_draft import start_draft
from motcua.submissions.operations.submit_draft import submit_draft
from motcua.submissions.permissions import ASSIST, may_read_draft, may_read_submission
from motcua.submissions.queries.answers import answers_of
from motcua.submissions.queries.assistance import (
    AssistanceView,
    assistance_of_submission,
    drafts_to_help_with,
    find_open_assistance,
    get_assistance,
)
from motcua.submissions.queries.compare import compare
from motcua.submissions.queries.drafts import draft_mark, get_draft, is_long, list_drafts
from motcua.submissions.queries.fees import fee_preview, fees_of
from motcua.submissions.queries.forms import context_of
from motcua.submissions.queries.missing import missing_answers, missing_in
from motcua.submissions.queries.proof import proof_of_receipt, proof_pdf
from motcua.submissions.queries.submissions import (
    find_tracked,
    get_receipt,
    get_submission,
    list_revisions,
    list_submissions,
    reusable_dossiers,
)

__all__ = [
    "ASSIST",
    "NEEDS_PAPER",
    "RELATIONS",
    "AnswersChanged",
    "AnswersInvalid",
    "AssistanceMissing",
    "AssistanceView",
    "Change",
    "CodeRefused",
    "CorrectionOpen",
    "CorrectionReceived",
    "DraftClosed",
    "DraftExpired",
    "DraftMark",
    "DraftMissing",
    "DraftSummary",
    "DraftView",
    "FieldLocked",
    "FieldMissing",
    "FileUnfit",
    "ManifestFile",
    "MissingAnswer",
    "NotACorrection",
    "NotConfirmed",
    "PageOutcome",
    "PartiesWish",
    "PartyInvalid",
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
    "TooManyCodes",
    "TooManyDrafts",
    "TooManyFiles",
    "add_group_row",
    "announce_upload",
    "answers_of",
    "assistance_of_submission",
    "attach_upload",
    "begin_assistance",
    "cancel_upload",
    "code_goes_to",
    "compare",
    "confirm_by_code",
    "confirm_by_drawing",
    "confirm_on_paper",
    "context_of",
    "derive_submission",
    "discard_draft",
    "draft_mark",
    "drafts_to_help_with",
    "end_assistance",
    "erase_drafts",
    "fee_preview",
    "fees_of",
    "file_input",
    "find_open_assistance",
    "find_tracked",
    "get_assistance",
    "get_draft",
    "get_receipt",
    "get_submission",
    "has_drafts",
    "is_long",
    "list_drafts",
    "list_revisions",
    "list_submissions",
    "may_read_draft",
    "may_read_submission",
    "missing_answers",
    "missing_in",
    "open_correction",
    "proof_of_receipt",
    "proof_pdf",
    "read_path",
    "remove_file",
    "remove_group_row",
    "resume_assistance",
    "reusable_dossiers",
    "reuse_file",
    "save_page",
    "send_code",
    "set_parties",
    "start_draft",
    "submission_digest",
    "submit_correction",
    "submit_draft",
    "upload_piece",
    "upload_question",
    "upload_state",
    "why_unfit",
]
