"""Store and scanner as in production, where this machine has them: real wire, real programs."""

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from infra.dev.ports import LOOPBACK, answers, free_port
from infra.dev.processes import wait_until
from motcua.files.contrib.clamav.scanner import ClamavScanner
from motcua.files.contrib.s3.storage import TenantS3Storage
from motcua.files.scanner import ScannerAway
from tenants.api import in_tenant

pytestmark = pytest.mark.services
BAD = b"MOTCUATESTMALWARE"


def started(command, port, seconds):
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if not wait_until(lambda: answers(port) or process.poll() is not None, seconds=seconds):
        process.kill()
    assert answers(port), f"{command[0]} did not start"
    return process


@pytest.mark.django_db
def test_files_in_s3_are_kept_apart_and_private(province, ministry, settings):
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", LOOPBACK, "-p", str(port)]
    server = started(command, port, 120)
    try:
        settings.MOTCUA_S3 = {"bucket_name": "motcua", "endpoint_url": f"http://{LOOPBACK}:{port}",
                              "access_key": "a", "secret_key": "b"}  # fmt: skip
        store = TenantS3Storage(root="private")
        client = store.connection.meta.client
        client.create_bucket(Bucket="motcua")
        with in_tenant(province.schema_name):
            name = store.save("a/b.txt", io.BytesIO(b"hello"))
            assert store.open(name).read() == b"hello"
            assert store.size(name) == 5
            assert store.save("a/b.txt", io.BytesIO(b"other")) != name
        with in_tenant(ministry.schema_name):
            assert not store.exists(name)
        keys = [each["Key"] for each in client.list_objects_v2(Bucket="motcua")["Contents"]]
        assert all(key.startswith(f"private/{province.schema_name}/") for key in keys)
        grants = client.get_object_acl(Bucket="motcua", Key=keys[0])["Grants"]
        assert not [each for each in grants if "AllUsers" in str(each)]
        with in_tenant(province.schema_name):
            store.delete(name)
            assert not store.exists(name)
    finally:
        server.terminate()
        server.wait(20)


@pytest.mark.skipif(
    shutil.which("clamd") is None,
    reason="clamd is not installed (Debian: `apt-get install clamav-daemon`): scanning was not tried",
)
def test_a_real_clamd_finds_what_its_signatures_know():
    """With one signature of our own: its feed is a matter of the installation."""
    home, port = Path(tempfile.mkdtemp(prefix="motcua-clamd-")), free_port()
    (home / "own.ndb").write_text(f"Motcua.Test:0:*:{BAD.hex()}\n")
    (home / "clamd.conf").write_text(
        f"DatabaseDirectory {home}\nTCPSocket {port}\nTCPAddr {LOOPBACK}\nForeground yes\n"
        "StreamMaxLength 1M\nUser root\n"
    )
    server = started(["clamd", "-c", str(home / "clamd.conf")], port, 120)
    try:
        scanner = ClamavScanner(f"{LOOPBACK}:{port}")
        assert scanner.scan(io.BytesIO(b"clean" * 9_000), media_type="text/plain").is_clean
        found = scanner.scan(io.BytesIO(b"x " + BAD + b" y"), media_type="text/plain")
        assert not found.is_clean
        assert found.reason.startswith("Motcua.Test")
        with pytest.raises(ScannerAway):
            scanner.scan(io.BytesIO(b"0" * 3_000_000), media_type="text/plain")
    finally:
        server.terminate()
        server.wait(30)
        shutil.rmtree(home)
    with pytest.raises(ScannerAway):
        scanner.scan(io.BytesIO(b"x"), media_type="text/plain")
