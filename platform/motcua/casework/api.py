"""The door to casework: dossiers, decisions, papers, results."""

from motcua.casework.domain.due_words import DueWords
from motcua.casework.domain.states import STATE_NAMES, FeeState, NationalState, TransitionRefused
from motcua.casework.errors import (
    CaseErased,
    CaseHeld,
    CaseMissing,
    CaseMoved,
    CaseNotYours,
    DueInvalid,
    ReasonMissing,
    SameOfficer,
    SupplementInvalid,
    SupplementMissing,
    SupplementOpen,
    TrackingRefused,
)
from motcua.casework.events import (
    CaseFinished,
    CaseHandedOver,
    CaseOpened,
    CaseStateChanged,
    ResultIssued,
)
from motcua.casework.models import PaperKind
from motcua.casework.operations.answer_supplement import answer_supplement, cancel_supplement
from motcua.casework.operations.apologise import apologise, pause_case, resume_case
from motcua.casework.operations.ask_supplement import (
    REASON_CODES,
    SupplementAsked,
    SupplementWish,
    ask_supplement,
)
from motcua.casework.operations.citizen_steps import answer_step
from motcua.casework.operations.decide import decide
from motcua.casework.operations.fees import ask_fee, open_case_order
from motcua.casework.operations.hand_over import Recipient, hand_over
from motcua.casework.operations.holds import hold_case, release_hold
from motcua.casework.operations.issue_result import replace_result
from motcua.casework.operations.receive_case import receive_case
from motcua.casework.operations.refuse_case import refuse_case
from motcua.casework.operations.results import CaseState
from motcua.casework.operations.retention import erase_due
from motcua.casework.operations.start_process import start_process
from motcua.casework.operations.stop_case import stop_case
from motcua.casework.operations.withdraw_case import withdraw_case
from motcua.casework.operations.work import assign_work, claim_work, release_work
from motcua.casework.permissions import Permission
from motcua.casework.queries.access import may_read_case
from motcua.casework.queries.cases import CaseFilter, list_cases, list_for_applicant
from motcua.casework.queries.find import case_of_draft, case_of_submission
from motcua.casework.queries.get_case import get_case, record_reading, require_shown_file
from motcua.casework.queries.inbox import InboxCounts, count_inbox, inbox
from motcua.casework.queries.sheet_rows import (
    SheetFilter,
    SheetRow,
    columns_hidden_from,
    count_sheet_rows,
    stream_sheet_rows,
)
from motcua.casework.queries.statistics import CaseNumbers, count_cases
from motcua.casework.queries.timeline import timeline, verify_case_chain
from motcua.casework.queries.tracking import track
from motcua.casework.queries.verification import verify_output
from motcua.casework.queries.views import (
    CasePage,
    CaseRow,
    CaseView,
    HolderView,
    OutcomeView,
    OutputView,
    PaperView,
    SupplementItemView,
    SupplementView,
    TimelineEntry,
    TrackView,
    VerificationView,
)

__all__ = [
    "REASON_CODES",
    "STATE_NAMES",
    "CaseErased",
    "CaseFilter",
    "CaseFinished",
    "CaseHandedOver",
    "CaseHeld",
    "CaseMissing",
    "CaseMoved",
    "CaseNotYours",
    "CaseNumbers",
    "CaseOpened",
    "CasePage",
    "CaseRow",
    "CaseState",
    "CaseStateChanged",
    "CaseView",
    "DueInvalid",
    "DueWords",
    "FeeState",
    "HolderView",
    "InboxCounts",
    "NationalState",
    "OutcomeView",
    "OutputView",
    "PaperKind",
    "PaperView",
    "Permission",
    "ReasonMissing",
    "Recipient",
    "ResultIssued",
    "SameOfficer",
    "SheetFilter",
    "SheetRow",
    "SupplementAsked",
    "SupplementInvalid",
    "SupplementItemView",
    "SupplementMissing",
    "SupplementOpen",
    "SupplementView",
    "SupplementWish",
    "TimelineEntry",
    "TrackView",
    "TrackingRefused",
    "TransitionRefused",
    "VerificationView",
    "answer_step",
    "answer_supplement",
    "apologise",
    "ask_fee",
    "ask_supplement",
    "assign_work",
    "cancel_supplement",
    "case_of_draft",
    "case_of_submission",
    "claim_work",
    "columns_hidden_from",
    "count_cases",
    "count_inbox",
    "count_sheet_rows",
    "decide",
    "erase_due",
    "get_case",
    "hand_over",
    "hold_case",
    "inbox",
    "list_cases",
    "list_for_applicant",
    "may_read_case",
    "open_case_order",
    "pause_case",
    "receive_case",
    "record_reading",
    "refuse_case",
    "release_hold",
    "release_work",
    "replace_result",
    "require_shown_file",
    "resume_case",
    "start_process",
    "stop_case",
    "stream_sheet_rows",
    "timeline",
    "track",
    "verify_case_chain",
    "verify_output",
    "withdraw_case",
]
