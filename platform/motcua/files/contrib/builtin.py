"""The scanner that is always there: active content of PDF, and the EICAR test string."""

from typing import IO, ClassVar, Final

from motcua.files.domain.active_pdf import check_pdf
from motcua.files.domain.dangers import Dangerous
from motcua.files.scanner import CLEAN, Scanner, Verdict

# In two halves, so that a virus scanner on a developer's machine leaves this file alone.
EICAR: Final = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
_CHUNK: Final = 1024 * 1024


class BuiltinScanner(Scanner):
    key = "scanner.builtin"
    is_immediate: ClassVar[bool] = True

    def scan(self, stream: IO[bytes], *, media_type: str) -> Verdict:
        if _contains(stream, EICAR):
            return Verdict(is_clean=False, reason="malware")
        if media_type == "application/pdf":
            stream.seek(0)
            try:
                check_pdf(stream.read())
            except Dangerous as danger:
                return Verdict(is_clean=False, reason=danger.code)
        return CLEAN


def _contains(stream: IO[bytes], wanted: bytes) -> bool:
    stream.seek(0)
    before = b""
    while chunk := stream.read(_CHUNK):
        if wanted in before + chunk:
            return True
        before = chunk[-len(wanted) :]
    return False
