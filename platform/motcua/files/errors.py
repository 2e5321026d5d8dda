"""What may go wrong with a file, in words for the person who sent or asked for it."""

from motcua.kernel.errors import Conflict, Forbidden, Gone, Invalid, NotFound, TooLarge


class FileMissing(NotFound):
    code = "file_missing"


class FileTooLarge(TooLarge):
    code = "file_too_large"


class FileEmpty(Invalid):
    code = "file_empty"


class FileKindRefused(Invalid):
    """Not one of the allowed kinds, or content and name tell different kinds."""

    code = "file_kind"


class FileUnsafe(Invalid):
    """Harmful or explosive content: macros, scripts, bombs, known malware."""

    code = "file_unsafe"


class QuotaReached(TooLarge):
    code = "file_quota"


class UploadMissing(NotFound):
    """Never begun, expired, dropped or somebody else's: the answer is the same."""

    code = "upload_missing"


class UploadUnfinished(Conflict):
    """``details["expected"]`` is where to go on."""

    code = "upload_unfinished"


class PieceOutOfOrder(Conflict):
    """``details["expected"]`` is the offset of the piece to send now."""

    code = "piece_out_of_order"


class PieceDamaged(Invalid):
    """The checksum does not fit what came; sending the piece again mends it."""

    code = "piece_damaged"


class FileQuarantined(Conflict):
    """Nobody opens a file before every scanner has passed it."""

    code = "file_quarantined"


class FileForbidden(Forbidden):
    code = "file_forbidden"


class LinkInvalid(Forbidden):
    code = "link_invalid"


class LinkExpired(Gone):
    code = "link_expired"


class PaperFailed(Exception):
    """A paper could not be typeset: a defect of ours or of the machine, not of the input."""


class SignatureFailed(Exception):
    """pyHanko could not sign; the words are for the log, those for people are made above it."""


class SigningRefused(Invalid):
    """A certificate that cannot be used, or a service that does not answer. Nothing was signed."""

    code = "signing_refused"


class PinWrong(Forbidden):
    code = "signing_pin_wrong"


class CertificateBroken(Invalid):
    code = "certificate_broken"
