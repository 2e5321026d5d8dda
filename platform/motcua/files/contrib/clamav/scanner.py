"""ClamAV through clamd's INSTREAM command: the file goes over a socket, never by path."""

import socket
import struct
from typing import IO, Final

from motcua.files.scanner import CLEAN, Scanner, ScannerAway, Verdict

_CHUNK: Final = 64 * 1024
_TIMEOUT_SECONDS: Final = 30.0
_MAX_ANSWER: Final = 4_096


class ClamavScanner(Scanner):
    """``address`` is ``host:port`` or the path of a Unix socket."""

    key = "scanner.clamav"

    def __init__(self, address: str) -> None:
        self.address = address

    def scan(self, stream: IO[bytes], *, media_type: str) -> Verdict:
        try:
            with self._connect() as connection:
                answer = _ask(connection, stream)
        except OSError as error:
            raise ScannerAway(type(error).__name__) from error
        if answer.endswith(" OK"):
            return CLEAN
        if answer.endswith(" FOUND"):
            return Verdict(is_clean=False, reason=answer.partition(": ")[2][: -len(" FOUND")][:100])
        raise ScannerAway(answer[:100] or "no answer")

    def _connect(self) -> socket.socket:
        if self.address.startswith("/"):
            connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            connection.settimeout(_TIMEOUT_SECONDS)
            connection.connect(self.address)
            return connection
        host, _, port = self.address.rpartition(":")
        return socket.create_connection((host, int(port)), timeout=_TIMEOUT_SECONDS)


def _ask(connection: socket.socket, stream: IO[bytes]) -> str:
    connection.sendall(b"zINSTREAM\0")
    stream.seek(0)
    while chunk := stream.read(_CHUNK):
        connection.sendall(struct.pack(">I", len(chunk)) + chunk)
    connection.sendall(struct.pack(">I", 0))
    answer = b""
    while len(answer) < _MAX_ANSWER and (more := connection.recv(1024)):
        answer += more
        if answer.endswith(b"\0"):
            break
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")
