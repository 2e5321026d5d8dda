"""Scanners look into a file before anybody may open it; one class per scanner."""

from dataclasses import dataclass
from typing import IO, ClassVar, Final

from motcua.kernel.registry import Registry


class ScannerAway(Exception):
    """The scanner cannot answer now: the file stays in quarantine and is scanned again."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """``reason`` is a stable code (see ``domain.dangers``) or a signature's name."""

    is_clean: bool
    reason: str = ""


CLEAN: Final = Verdict(is_clean=True)


class Scanner:
    """``is_immediate`` scanners need no other process and run while the upload is received;
    the others run in a worker, so that intake goes on when they are away."""

    key: str
    is_immediate: ClassVar[bool] = False

    def scan(self, stream: IO[bytes], *, media_type: str) -> Verdict:
        """``stream`` stands at its start. Raises ``ScannerAway``."""
        raise NotImplementedError


scanners: Final[Registry[Scanner]] = Registry("scanner", Scanner)
