"""The door to files."""

from motcua.files.domain.kinds import KINDS
from motcua.files.domain.names import clean_name
from motcua.files.domain.views import PieceView, Quota, StoredFileView, UploadView, Usage
from motcua.files.errors import (
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
    QuotaReached,
    UploadMissing,
    UploadUnfinished,
)
from motcua.files.host_links import show_file
from motcua.files.links import read_link, signed_link
from motcua.files.operations.erase import erase_owned
from motcua.files.operations.link_files import (
    link_file,
    link_files,
    move_links,
    unlink_files,
    unlink_owners,
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
from motcua.files.papers.render import (
    Typeset,
    qr_svg,
    render_for_signing,
    render_pdf,
    render_picture,
)
from motcua.files.permissions import OwnerRule, may_read_file, owner_rules, require_file
from motcua.files.queries.read import get_file, get_files, list_files, open_file, usage_of
from motcua.files.scanner import Scanner, ScannerAway, Verdict, scanners
from motcua.files.serving import content_response, file_response

__all__ = [
    "KINDS",
    "MAX_PIECE",
    "FileEmpty",
    "FileKindRefused",
    "FileMissing",
    "FileQuarantined",
    "FileTooLarge",
    "FileUnsafe",
    "LinkExpired",
    "LinkInvalid",
    "OwnerRule",
    "PaperFailed",
    "PieceDamaged",
    "PieceOutOfOrder",
    "PieceView",
    "Quota",
    "QuotaReached",
    "Scanner",
    "ScannerAway",
    "StoredFileView",
    "Typeset",
    "UploadMissing",
    "UploadUnfinished",
    "UploadView",
    "Usage",
    "Verdict",
    "begin_upload",
    "clean_name",
    "content_response",
    "drop_upload",
    "erase_owned",
    "file_response",
    "get_file",
    "get_files",
    "get_upload",
    "link_file",
    "link_files",
    "list_files",
    "list_uploads",
    "may_read_file",
    "move_links",
    "open_file",
    "open_whole",
    "owner_rules",
    "qr_svg",
    "read_link",
    "render_for_signing",
    "render_pdf",
    "render_picture",
    "require_file",
    "scanners",
    "show_file",
    "signed_link",
    "store_made",
    "store_upload",
    "take_piece",
    "unlink_files",
    "unlink_owners",
    "usage_of",
]
