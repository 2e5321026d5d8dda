from motcua.files.models.file_link import FileLink
from motcua.files.models.pending_upload import PendingUpload
from motcua.files.models.signing import (
    CheckOutcome,
    IdentityKind,
    SignatureCheck,
    SigningIdentity,
    TrustAnchor,
)
from motcua.files.models.stored_file import ScanState, StoredFile

__all__ = [
    "CheckOutcome",
    "FileLink",
    "IdentityKind",
    "PendingUpload",
    "ScanState",
    "SignatureCheck",
    "SigningIdentity",
    "StoredFile",
    "TrustAnchor",
]
