"""The INSTREAM client against a real socket that speaks clamd's protocol."""

import io
import socket
import struct
import threading
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from motcua.files.contrib.clamav.scanner import ClamavScanner
from motcua.files.scanner import ScannerAway

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")


def _read(connection, size):
    got = b""
    while len(got) < size:
        got += connection.recv(size - len(got))
    return got


@pytest.fixture
def clamd():
    """``clamd(answer)`` serves one scan; gives the address and what was received."""
    with TemporaryDirectory() as folder:
        servers = []

        def serve(answer):
            path = str(Path(folder) / f"{len(servers)}.sock")
            server = socket.socket(socket.AF_UNIX)
            server.bind(path)
            server.listen(1)
            servers.append(server)
            received = []

            def work():
                connection, _ = server.accept()
                with connection:
                    received.append(_read(connection, 10))
                    while size := struct.unpack(">I", _read(connection, 4))[0]:
                        received.append(_read(connection, size))
                    connection.sendall(answer)

            threading.Thread(target=work, daemon=True).start()
            return path, received

        yield serve
        for server in servers:
            server.close()


def test_a_clean_file_passes(clamd):
    path, received = clamd(b"stream: OK\0")
    content = bytes(200_000)
    assert ClamavScanner(path).scan(io.BytesIO(content), media_type="x").is_clean
    assert received[0] == b"zINSTREAM\0"
    assert b"".join(received[1:]) == content


def test_a_found_virus_is_named(clamd):
    path, _ = clamd(b"stream: Win.Test.EICAR_HDB-1 FOUND\0")
    verdict = ClamavScanner(path).scan(io.BytesIO(b"x"), media_type="x")
    assert (verdict.is_clean, verdict.reason) == (False, "Win.Test.EICAR_HDB-1")


@pytest.mark.parametrize("answer", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: \0"])
def test_anything_else_is_no_answer(clamd, answer):
    path, _ = clamd(answer)
    with pytest.raises(ScannerAway):
        ClamavScanner(path).scan(io.BytesIO(b"x"), media_type="x")


def test_nobody_there_is_no_answer():
    with TemporaryDirectory() as folder, pytest.raises(ScannerAway):
        ClamavScanner(f"{folder}/none.sock").scan(io.BytesIO(b"x"), media_type="x")
    with pytest.raises(ScannerAway):
        ClamavScanner("127.0.0.1:1").scan(io.BytesIO(b"x"), media_type="x")
