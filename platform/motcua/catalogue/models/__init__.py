from motcua.catalogue.models.comment import Comment, CommentThread
from motcua.catalogue.models.intake import IntakePolicy
from motcua.catalogue.models.library import LibraryItem, LibraryKind, LibraryUse
from motcua.catalogue.models.operation_log import OperationLog, OperationState
from motcua.catalogue.models.public_service import PublicService, ServiceStatus
from motcua.catalogue.models.publication_request import PublicationRequest, RequestState
from motcua.catalogue.models.recording import Recording
from motcua.catalogue.models.reference_table import (
    ReferenceKind,
    ReferenceRevision,
    ReferenceTable,
    ReferenceUpload,
)
from motcua.catalogue.models.service_version import ServiceVersion, VersionWithdrawal
from motcua.catalogue.models.synonym import EmptySearch, FinderStamp, Synonym

__all__ = [
    "Comment",
    "CommentThread",
    "EmptySearch",
    "FinderStamp",
    "IntakePolicy",
    "LibraryItem",
    "LibraryKind",
    "LibraryUse",
    "OperationLog",
    "OperationState",
    "PublicService",
    "PublicationRequest",
    "Recording",
    "ReferenceKind",
    "ReferenceRevision",
    "ReferenceTable",
    "ReferenceUpload",
    "RequestState",
    "ServiceStatus",
    "ServiceVersion",
    "Synonym",
    "VersionWithdrawal",
]
