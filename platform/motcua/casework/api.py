"""The door to casework: dossiers, decisions, papers, results."""

from motcua.casework.domain.due_words import DueWords
from motcua.casework.domain.states import STATE_NAMES, FeeState, NationalState, TransitionRefused
from motcua.casework.errors import (
    BatchTooLarge,
    CaseErased,
    CaseHeld,
    CaseMissing,
    CaseMoved,
    CaseNotYours,
    DueInvalid,
    EntryInvalid,
    MendingInvalid,
    MendingMissing,
    ReasonMissing,
    RequestClosed,
    RequestMissing,
    SameOfficer,
    SupplementInvalid,
    SupplementMissing,
    SupplementOpen,
    TrackingRefused,
    TransferInvalid,
)
from motcua.casework.events import (
    CaseFinished,
    CaseHandedOver,
    CaseOpened,
    CaseStateChanged,
    ResultIssued,
)
from motcua.casework.exchange.answering import Attachment, answer_request, claim_request
from motcua.casework.exchange.asking import send_again
from motcua.casework.exchange.desk import Desk, desk_of, set_desk
from motcua.casework.exchange.requests import (
    ConsultView,
    RequestRow,
    RequestView,
    count_requests,
    get_request,
    list_consults,
    list_requests,
    record_request_reading,
)
from motcua.casework.exchange.returning import settle_consult
from motcua.casework.models import PaperKind
from motcua.casework.operations.answer_supplement import answer_supplement, cancel_supplement
from motcua.casework.operations.apologise import apologise, pause_case, resume_case
from motcua.casework.operations.ask_supplement import (
    REASON_CODES,
    SupplementAsked,
    SupplementWish,
    ask_supplement,
)
from motcua.casework.operations.attention import (
    share_case,
    unshare_case,
    unwatch_case,
    watch_case,
)
from motcua.casework.operations.automatic import retry_step
from motcua.casework.operations.citizen_steps import answer_step
from motcua.casework.operations.decide import NEEDED, decide
from motcua.casework.operations.delegate import HandedItem, delegate_work, hand_on_work
from motcua.casework.operations.desk import PAGE_SIZES, arrange_desk, delete_filter, save_filter
from motcua.casework.operations.entering import Entry
from motcua.casework.operations.fees import ask_fee, open_case_order
from motcua.casework.operations.hand_over import Recipient, hand_over
from motcua.casework.operations.holds import hold_case, release_hold
from motcua.casework.operations.import_process import (
    ProcessAlreadyThere,
    ProcessTaken,
    import_process,
)
from motcua.casework.operations.issue_result import replace_result
from motcua.casework.operations.mend_answer import (
    confirm_mending,
    propose_mending,
    refuse_mending,
    take_back_mending,
)
from motcua.casework.operations.parties import link_owned
from motcua.casework.operations.pen import pin_needed, take_pen
from motcua.casework.operations.print_paper import newest_paper_file
from motcua.casework.operations.print_papers import (
    MAX_CASES,
    Bundle,
    print_combined_receipt,
    print_fee_receipt,
    print_hand_over,
    print_number_book,
    print_papers,
    print_register_book,
)
from motcua.casework.operations.receive_case import receive_case
from motcua.casework.operations.refunds import settle_refund
from motcua.casework.operations.refuse_case import refuse_case
from motcua.casework.operations.reopen_case import reopen_case, reopening_steps_of
from motcua.casework.operations.results import CaseState
from motcua.casework.operations.retention import erase_due
from motcua.casework.operations.sign_results import MAX_BATCH, SignOutcome, sign_results
from motcua.casework.operations.start_process import start_process
from motcua.casework.operations.stop_case import stop_case
from motcua.casework.operations.talk import (
    read_letters,
    write_note,
    write_to_citizen,
    write_to_office,
)
from motcua.casework.operations.transfer_case import transfer_case
from motcua.casework.operations.withdraw_case import withdraw_case
from motcua.casework.operations.work import assign_work, claim_work, release_work
from motcua.casework.papers.books import BOOK_COLUMNS, NUMBER_COLUMNS
from motcua.casework.permissions import Permission
from motcua.casework.queries.access import may_read_case, work_files
from motcua.casework.queries.books import NumberRow, book_rows, number_rows
from motcua.casework.queries.cases import CaseFilter, list_cases, list_for_applicant
from motcua.casework.queries.desk import DeskView, FilterView, get_desk
from motcua.casework.queries.entries import StepEntry, step_entry
from motcua.casework.queries.find import case_of_draft, case_of_number, case_of_submission
from motcua.casework.queries.get_case import get_case, require_shown_file
from motcua.casework.queries.inbox import (
    MOST_COUNTED,
    MOST_LISTED,
    Bucket,
    InboxCounts,
    Sort,
    count_buckets,
    count_inbox,
    inbox,
    list_bucket,
)
from motcua.casework.queries.lateness import LatenessFacts, lateness_facts
from motcua.casework.queries.mendable import MendingPage, mendable_fields_of, mending_page
from motcua.casework.queries.past_year import PastYear, past_year
from motcua.casework.queries.preview import preview_result
from motcua.casework.queries.reading import record_reading
from motcua.casework.queries.sheet_rows import (
    SheetFilter,
    SheetRow,
    columns_hidden_from,
    count_sheet_rows,
    stream_sheet_rows,
)
from motcua.casework.queries.statistics import CaseNumbers, count_cases
from motcua.casework.queries.takers import WhoMay, who_may_take
from motcua.casework.queries.talk import (
    LetterView,
    NoteView,
    ShareView,
    count_unread_letters,
    is_watched,
    letters_of,
    notes_of,
    shares_of,
)
from motcua.casework.queries.timeline import timeline, verify_case_chain
from motcua.casework.queries.tracking import track
from motcua.casework.queries.usual_outcome import usual_outcome
from motcua.casework.queries.verification import find_output, verify_output
from motcua.casework.queries.views import (
    CasePage,
    CaseRow,
    CaseView,
    HolderView,
    MendingView,
    OutcomeView,
    OutputView,
    PaperView,
    RelativeView,
    SignatureMark,
    SupplementItemView,
    SupplementView,
    TimelineEntry,
    TrackView,
    UnitsView,
    VerificationView,
)
from motcua.casework.queries.whereabouts import Whereabouts, where_is
from motcua.casework.steps.actions import Action, ActionCall, ActionFailed, ActionResult, actions
from motcua.casework.steps.documents import due_rule_of, step_table_of
from motcua.casework.steps.entries import whole_form
from motcua.casework.steps.from_bpmn import ProcessImport, import_into
from motcua.casework.steps.guide import choice_at

__all__ = [
    "BOOK_COLUMNS",
    "MAX_BATCH",
    "MAX_CASES",
    "MOST_COUNTED",
    "MOST_LISTED",
    "NEEDED",
    "NUMBER_COLUMNS",
    "PAGE_SIZES",
    "REASON_CODES",
    "STATE_NAMES",
    "Action",
    "ActionCall",
    "ActionFailed",
    "ActionResult",
    "Attachment",
    "BatchTooLarge",
    "Bucket",
    "Bundle",
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
    "ConsultView",
    "Desk",
    "DeskView",
    "DueInvalid",
    "DueWords",
    "Entry",
    "EntryInvalid",
    "FeeState",
    "FilterView",
    "HandedItem",
    "HolderView",
    "InboxCounts",
    "LatenessFacts",
    "LetterView",
    "MendingInvalid",
    "MendingMissing",
    "MendingPage",
    "MendingView",
    "NationalState",
    "NoteView",
    "NumberRow",
    "OutcomeView",
    "OutputView",
    "PaperKind",
    "PaperView",
    "PastYear",
    "Permission",
    "ProcessAlreadyThere",
    "ProcessImport",
    "ProcessTaken",
    "ReasonMissing",
    "Recipient",
    "RelativeView",
    "RequestClosed",
    "RequestMissing",
    "RequestRow",
    "RequestView",
    "ResultIssued",
    "SameOfficer",
    "ShareView",
    "SheetFilter",
    "SheetRow",
    "SignOutcome",
    "SignatureMark",
    "Sort",
    "StepEntry",
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
    "TransferInvalid",
    "TransitionRefused",
    "UnitsView",
    "VerificationView",
    "Whereabouts",
    "WhoMay",
    "actions",
    "answer_request",
    "answer_step",
    "answer_supplement",
    "apologise",
    "arrange_desk",
    "ask_fee",
    "ask_supplement",
    "assign_work",
    "book_rows",
    "cancel_supplement",
    "case_of_draft",
    "case_of_number",
    "case_of_submission",
    "choice_at",
    "claim_request",
    "claim_work",
    "columns_hidden_from",
    "confirm_mending",
    "count_buckets",
    "count_cases",
    "count_inbox",
    "count_requests",
    "count_sheet_rows",
    "count_unread_letters",
    "decide",
    "delegate_work",
    "delete_filter",
    "desk_of",
    "due_rule_of",
    "erase_due",
    "find_output",
    "get_case",
    "get_desk",
    "get_request",
    "hand_on_work",
    "hand_over",
    "hold_case",
    "import_into",
    "import_process",
    "inbox",
    "is_watched",
    "lateness_facts",
    "letters_of",
    "link_owned",
    "list_bucket",
    "list_cases",
    "list_consults",
    "list_for_applicant",
    "list_requests",
    "may_read_case",
    "mendable_fields_of",
    "mending_page",
    "newest_paper_file",
    "notes_of",
    "number_rows",
    "open_case_order",
    "past_year",
    "pause_case",
    "pin_needed",
    "preview_result",
    "print_combined_receipt",
    "print_fee_receipt",
    "print_hand_over",
    "print_number_book",
    "print_papers",
    "print_register_book",
    "propose_mending",
    "read_letters",
    "receive_case",
    "record_reading",
    "record_request_reading",
    "refuse_case",
    "refuse_mending",
    "release_hold",
    "release_work",
    "reopen_case",
    "reopening_steps_of",
    "replace_result",
    "require_shown_file",
    "resume_case",
    "retry_step",
    "save_filter",
    "send_again",
    "set_desk",
    "settle_consult",
    "settle_refund",
    "share_case",
    "shares_of",
    "sign_results",
    "start_process",
    "step_entry",
    "step_table_of",
    "stop_case",
    "stream_sheet_rows",
    "take_back_mending",
    "take_pen",
    "timeline",
    "track",
    "transfer_case",
    "unshare_case",
    "unwatch_case",
    "usual_outcome",
    "verify_case_chain",
    "verify_output",
    "watch_case",
    "where_is",
    "who_may_take",
    "whole_form",
    "withdraw_case",
    "work_files",
    "write_note",
    "write_to_citizen",
    "write_to_office",
]
