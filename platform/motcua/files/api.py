"""The door to files."""

from motcua.files.domain.kinds import KINDS
from motcua.files.domain.names import clean_name
from motcua.files.domain.signing import CheckView, IdentityView, OpenKey, SignatureView
from motcua.files.domain.views import PieceView, Quota, StoredFileView, UploadView, Usage
from motcua.files.errors import (
    CertificateBroken,
    FileEmpty,
    FileKindRefused,
    FileMissing,
    FileQuarantined,
    FileTooLarge,
    FileUnsafe,
    LinkExpired,
    LinkInvalid,
    PaperFailed,
    PieceDamaged,
    PieceOutOfOrder,
    PinWrong,
    QuotaReached,
    SigningRefused,
    UploadMissing,
    UploadUnfinished,
)
from motcua.files.host_links import let_read_files, show_file
from motcua.files.links import read_link, signed_link
from motcua.files.operations.erase import erase_owned
from motcua.files.operations.judge_signatures import judge_content
from motcua.files.operations.link_files import (
    link_file,
    link_files,
    move_links,
    unlink_files,
    unlink_owners,
)
from motcua.files.operations.sign_paper import SignatureWish, sign_paper
from motcua.files.operations.signing_identities import (
    MAX_PKCS12,
    check_usable,
    enrol_pkcs12,
    enrol_remote,
    install_test_authority,
    issue_identity,
    open_key,
    revoke_identity,
)
from motcua.files.operations.store_upload import store_made, store_upload
from motcua.files.operations.take_in_pieces import (
    MAX_PIECE,
    begin_upload,
    drop_upload,
    get_upload,
    list_uploads,
    open_whole,
    take_piece,
)
from motcua.files.operations.trust_anchors import add_anchor, set_stamp_service
from motcua.files.operations.try_signing import Trial, try_identity, try_stamps
from motcua.files.papers.render import (
    Typeset,
    qr_svg,
    render_for_signing,
    render_pdf,
    render_picture,
    render_preview,
)
from motcua.files.permissions import OwnerRule, may_read_file, owner_rules, require_file
from motcua.files.queries.read import get_file, get_files, list_files, open_file, usage_of
from motcua.files.queries.signing import (
    AnchorView,
    checks_of,
    has_test_authority,
    identity_of,
    list_anchors,
    list_identities,
    seal_of,
)
from motcua.files.scanner import Scanner, ScannerAway, Verdict, scanners
from motcua.files.serving import content_response, file_response
from motcua.files.signer import SignerProvider, signer_providers
from motcua.files.signing.marks import Box

__all__ = [
    "KINDS",
    "MAX_PIECE",
    "MAX_PKCS12",
    "AnchorView",
    "Box",
    "CertificateBroken",
    "CheckView",
    "FileEmpty",
    "FileKindRefused",
    "FileMissing",
    "FileQuarantined",
    "FileTooLarge",
    "FileUnsafe",
    "IdentityView",
    "LinkExpired",
    "LinkInvalid",
    "OpenKey",
    "OwnerRule",
    "PaperFailed",
    "PieceDamaged",
    "PieceOutOfOrder",
    "PieceView",
    "PinWrong",
    "Quota",
    "QuotaReached",
    "Scanner",
    "ScannerAway",
    "SignatureView",
    "SignatureWish",
    "SignerProvider",
    "SigningRefused",
    "StoredFileView",
    "Trial",
    "Typeset",
    "UploadMissing",
    "UploadUnfinished",
    "UploadView",
    "Usage",
    "Verdict",
    "add_anchor",
    "begin_upload",
    "check_usable",
    "checks_of",
    "clean_name",
    "content_response",
    "drop_upload",
    "enrol_pkcs12",
    "enrol_remote",
    "erase_owned",
    "file_response",
    "get_file",
    "get_files",
    "get_upload",
    "has_test_authority",
    "identity_of",
    "install_test_authority",
    "issue_identity",
    "judge_content",
    "let_read_files",
    "link_file",
    "link_files",
    "list_anchors",
    "list_files",
    "list_identities",
    "list_uploads",
    "may_read_file",
    "move_links",
    "open_file",
    "open_key",
    "open_whole",
    "owner_rules",
    "qr_svg",
    "read_link",
    "render_for_signing",
    "render_pdf",
    "render_picture",
    "render_preview",
    "require_file",
    "revoke_identity",
    "scanners",
    "seal_of",
    "set_stamp_service",
    "show_file",
    "sign_paper",
    "signed_link",
    "signer_providers",
    "store_made",
    "store_upload",
    "take_piece",
    "try_identity",
    "try_stamps",
    "unlink_files",
    "unlink_owners",
    "usage_of",
]
