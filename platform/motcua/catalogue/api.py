"""The only door to the catalogue."""

from motcua.catalogue.domain.checks.form import check_form_section
from motcua.catalogue.domain.clock import Clock, Term
from motcua.catalogue.domain.components import Requirement
from motcua.catalogue.domain.document import (
    DocumentInvalid,
    ServiceDocument,
    digest,
    document_schema,
    new_document,
    parse_document,
)
from motcua.catalogue.domain.eligibility import (
    EligibilityOption,
    EligibilityQuestion,
    next_question,
)
from motcua.catalogue.domain.fees import AppliedWaiver, CompiledFees, FeeLine, FeeQuote, quote
from motcua.catalogue.domain.notices import Notice
from motcua.catalogue.domain.operations import (
    AnyOperation,
    OperationRefused,
    apply_all,
    new_part_id,
    operation_schema,
    read_operations,
    read_stored,
)
from motcua.catalogue.domain.part_names import (
    part_names,
)
from motcua.catalogue.domain.placeholders import CASE_NAMES, broken_braces, fill, names_in
from motcua.catalogue.domain.problems import Problem
from motcua.catalogue.domain.procedure import GroupMember
from motcua.catalogue.domain.process import (
    Escalation,
    Outcome,
    ProcessSection,
    Reminder,
    Step,
    SubProcess,
    WaitUntil,
)
from motcua.catalogue.domain.recordings import (
    Difference,
    Filing,
    FilingInvalid,
    fault_name,
)
from motcua.catalogue.domain.reference_files import MAX_BYTES as MAX_REFERENCE_BYTES
from motcua.catalogue.domain.result import ResultTemplate
from motcua.catalogue.domain.sheet import (
    AnswerSheet,
    Cell,
    Column,
    GroupSheet,
    cell,
    group_rows,
)
from motcua.catalogue.errors import (
    CommentInvalid,
    CommentThreadMissing,
    DraftConflict,
    DraftLocked,
    LibraryInvalid,
    LibraryItemMissing,
    LibraryNameTaken,
    LibraryUseMissing,
    NothingToRedo,
    NothingToUndo,
    NotLive,
    NotPublishable,
    NotWaiting,
    ReasonsNeeded,
    RecordingMissing,
    RecordingNameTaken,
    ReferenceConflict,
    ReferenceFaulty,
    ReferenceMissing,
    ReferenceTaken,
    SamePerson,
    ServiceGone,
    ServiceMissing,
    SlugFixed,
    SlugTaken,
    TooManyComments,
    TooManyLibraryItems,
    TooManyRecordings,
    VersionMissing,
)
from motcua.catalogue.events import ServicePublished, ServiceWithdrawn
from motcua.catalogue.library import demo_services
from motcua.catalogue.operations.apply_operations import apply_operations, redo, undo
from motcua.catalogue.operations.comments import (
    reply_to_comment,
    resolve_comment,
    start_comment,
)
from motcua.catalogue.operations.create_service import create_service
from motcua.catalogue.operations.library import (
    add_library_item,
    renew_library_item,
    retire_library_item,
    save_to_library,
)
from motcua.catalogue.operations.library_uses import (
    create_from_library,
    keep_own,
    take_from_library,
    take_over_change,
)
from motcua.catalogue.operations.publication import (
    ScheduleInvalid,
    approve_publication,
    request_publication,
    schedule_publication,
    send_back,
    take_back_request,
)
from motcua.catalogue.operations.publish_scheduled import (
    publish_scheduled,
)
from motcua.catalogue.operations.recordings import (
    accept_recording,
    delete_recording,
    record_filing,
)
from motcua.catalogue.operations.references import (
    ReferenceKeyInvalid,
    accept_upload,
    create_reference,
    describe_reference,
    read_upload,
    use_revision,
)
from motcua.catalogue.operations.withdraw_service import withdraw_service
from motcua.catalogue.permissions import CataloguePermission
from motcua.catalogue.queries.check_draft import (
    check_draft,
)
from motcua.catalogue.queries.check_service import check_service
from motcua.catalogue.queries.comments import (
    Colleague,
    CommentView,
    ThreadView,
    count_open_comments,
    list_colleagues,
    list_comments,
)
from motcua.catalogue.queries.get_draft import (
    VersionRow,
    find_draft,
    get_draft,
    list_drafts,
    list_requests,
    list_versions,
)
from motcua.catalogue.queries.get_revision import RevisionView, get_revision
from motcua.catalogue.queries.get_service import get_service, get_service_by_slug
from motcua.catalogue.queries.get_version import get_frozen_service, get_version
from motcua.catalogue.queries.library import (
    LibraryEntry,
    get_library_entry,
    list_library,
)
from motcua.catalogue.queries.library_uses import (
    LibraryUseView,
    entry_document,
    list_library_uses,
    show_source_change,
)
from motcua.catalogue.queries.list_answered import (
    AnsweredService,
    list_answered,
    name_of_service,
)
from motcua.catalogue.queries.list_published import list_published, list_sectors
from motcua.catalogue.queries.recordings import (
    RecordingView,
    ReplayReport,
    get_recording,
    list_recordings,
    replay_folder,
)
from motcua.catalogue.queries.references import (
    ReferenceRevisionView,
    ReferenceUse,
    ReferenceView,
    UploadView,
    get_reference,
    get_upload,
    list_references,
    list_revisions,
    read_revision,
    uses_of,
)
from motcua.catalogue.queries.service_names import service_names
from motcua.catalogue.queries.sheet import (
    get_sheet,
)
from motcua.catalogue.queries.views import (
    DraftList,
    DraftRow,
    DraftView,
    FrozenService,
    PublishedService,
    RequestView,
    ServiceCard,
    ServiceList,
    VersionView,
)
from motcua.catalogue.registry import PublishCheck, publish_checks

__all__ = [
    "CASE_NAMES",
    "MAX_REFERENCE_BYTES",
    "AnswerSheet",
    "AnsweredService",
    "AnyOperation",
    "AppliedWaiver",
    "CataloguePermission",
    "Cell",
    "Clock",
    "Colleague",
    "Column",
    "CommentInvalid",
    "CommentThreadMissing",
    "CommentView",
    "CompiledFees",
    "Difference",
    "DocumentInvalid",
    "DraftConflict",
    "DraftList",
    "DraftLocked",
    "DraftRow",
    "DraftView",
    "EligibilityOption",
    "EligibilityQuestion",
    "Escalation",
    "FeeLine",
    "FeeQuote",
    "Filing",
    "FilingInvalid",
    "FrozenService",
    "GroupMember",
    "GroupSheet",
    "LibraryEntry",
    "LibraryInvalid",
    "LibraryItemMissing",
    "LibraryNameTaken",
    "LibraryUseMissing",
    "LibraryUseView",
    "NotLive",
    "NotPublishable",
    "NotWaiting",
    "NothingToRedo",
    "NothingToUndo",
    "Notice",
    "OperationRefused",
    "Outcome",
    "Problem",
    "ProcessSection",
    "PublishCheck",
    "PublishedService",
    "ReasonsNeeded",
    "RecordingMissing",
    "RecordingNameTaken",
    "RecordingView",
    "ReferenceConflict",
    "ReferenceFaulty",
    "ReferenceKeyInvalid",
    "ReferenceMissing",
    "ReferenceRevisionView",
    "ReferenceTaken",
    "ReferenceUse",
    "ReferenceView",
    "Reminder",
    "ReplayReport",
    "RequestView",
    "Requirement",
    "ResultTemplate",
    "RevisionView",
    "SamePerson",
    "ScheduleInvalid",
    "ServiceCard",
    "ServiceDocument",
    "ServiceGone",
    "ServiceList",
    "ServiceMissing",
    "ServicePublished",
    "ServiceWithdrawn",
    "SlugFixed",
    "SlugTaken",
    "Step",
    "SubProcess",
    "Term",
    "ThreadView",
    "TooManyComments",
    "TooManyLibraryItems",
    "TooManyRecordings",
    "UploadView",
    "VersionMissing",
    "VersionRow",
    "VersionView",
    "WaitUntil",
    "accept_recording",
    "accept_upload",
    "add_library_item",
    "apply_all",
    "apply_operations",
    "approve_publication",
    "broken_braces",
    "cell",
    "check_draft",
    "check_form_section",
    "check_service",
    "count_open_comments",
    "create_from_library",
    "create_reference",
    "create_service",
    "delete_recording",
    "demo_services",
    "describe_reference",
    "digest",
    "document_schema",
    "entry_document",
    "fault_name",
    "fill",
    "find_draft",
    "get_draft",
    "get_frozen_service",
    "get_library_entry",
    "get_recording",
    "get_reference",
    "get_revision",
    "get_service",
    "get_service_by_slug",
    "get_sheet",
    "get_upload",
    "get_version",
    "group_rows",
    "keep_own",
    "list_answered",
    "list_colleagues",
    "list_comments",
    "list_drafts",
    "list_library",
    "list_library_uses",
    "list_published",
    "list_recordings",
    "list_references",
    "list_requests",
    "list_revisions",
    "list_sectors",
    "list_versions",
    "name_of_service",
    "names_in",
    "new_document",
    "new_part_id",
    "next_question",
    "operation_schema",
    "parse_document",
    "part_names",
    "publish_checks",
    "publish_scheduled",
    "quote",
    "read_operations",
    "read_revision",
    "read_stored",
    "read_upload",
    "record_filing",
    "redo",
    "renew_library_item",
    "replay_folder",
    "reply_to_comment",
    "request_publication",
    "resolve_comment",
    "retire_library_item",
    "save_to_library",
    "schedule_publication",
    "send_back",
    "service_names",
    "show_source_change",
    "start_comment",
    "take_back_request",
    "take_from_library",
    "take_over_change",
    "undo",
    "use_revision",
    "uses_of",
    "withdraw_service",
]
