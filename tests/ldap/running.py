"""Start the directory and make its certificate."""

import datetime
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOST = "thu-muc.localhost"


@dataclass(frozen=True)
class Directory:
    secure_port: int
    plain_port: int
    certificate: str


@contextmanager
def running_directory(folder: Path) -> Iterator[Directory]:
    certificate = make_certificate(folder, HOST)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.ldap.server", str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert process.stdout is not None
    try:
        ports = process.stdout.readline().split()
        assert len(ports) == 2, "the directory did not start"
        yield Directory(int(ports[0]), int(ports[1]), certificate)
    finally:
        process.terminate()
        process.wait(timeout=30)
        process.stdout.close()


def make_certificate(folder: Path, host: str) -> str:
    """Signed by itself, so it is also who vouches for it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    pem = made.public_bytes(serialization.Encoding.PEM)
    (folder / "cert.pem").write_bytes(pem)
    return pem.decode()
