import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test import override_settings

from motcua.files import api
from motcua.files.contrib.builtin import EICAR
from motcua.files.models import FileLink, StoredFile
from motcua.files.operations.scan import scan_waiting
from motcua.files.scanner import CLEAN, Scanner
from motcua.files.storage import private_storage
from motcua.kernel import outbox
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.ids import new_id
from tenants.api import in_tenant
from tests.factories import files as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def inside(inside_province):
    return inside_province


def _nothing_stored():
    return StoredFile.objects.count() == 0 and FileLink.objects.count() == 0


@pytest.mark.usefixtures("inside")
def test_a_file_is_kept_byte_for_byte():
    content = make.pdf(bytes(300_000))
    stored = make.store(content, "../Đơn.pdf", owner="draft:1")
    assert (stored.name, stored.size, stored.media_type) == (
        "Đơn.pdf",
        len(content),
        "application/pdf",
    )
    with api.open_file(stored.id) as stream:
        assert stream.read() == content
    assert api.list_files("draft:1") == [stored]
    assert api.usage_of("draft:1") == api.Usage(1, len(content))


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize(
    ("content", "name", "rest", "error"),
    [
        (b"", "a.pdf", {}, api.FileEmpty),
        (make.pdf(bytes(2_000_000)), "a.pdf", {"limit_bytes": 1_000_000}, api.FileTooLarge),
        (make.png(), "a.pdf", {}, api.FileKindRefused),
        (make.pdf(), "a.png", {"declared_type": "image/png"}, api.FileKindRefused),
        (make.pdf(), "a.pdf.exe", {}, api.FileKindRefused),
        (make.pdf(), "không đuôi", {}, api.FileKindRefused),
        (make.docx(), "a.docx", {"allowed": ["application/pdf"]}, api.FileKindRefused),
        (b"<svg/>", "a.svg", {"declared_type": "image/svg+xml"}, api.FileKindRefused),
        (make.png(50_000, 50_000), "a.png", {}, api.FileUnsafe),
        (make.pdf(b"3 0 obj<</JS(x)>>endobj"), "a.pdf", {}, api.FileUnsafe),
        (make.png() + EICAR, "a.png", {}, api.FileUnsafe),
    ],
)
def test_what_cannot_be_taken_leaves_nothing(content, name, rest, error):
    with pytest.raises(error) as caught:
        make.store(content, name, owner="draft:1", **rest)
    assert caught.value.message
    assert _nothing_stored()


@pytest.mark.usefixtures("inside")
def test_reading_stops_at_the_limit():
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size=-1):
            self.given += size
            return bytes(size)

    stream = Endless()
    with pytest.raises(api.FileTooLarge):
        api.store_upload(
            stream=stream, name="a.pdf", limit_bytes=1_000_000, by=SYSTEM, now=make.NOW
        )
    assert stream.given < 1_200_000


@pytest.mark.usefixtures("inside")
def test_links_move_only_whole():
    one, two = (make.store(make.pdf(bytes([n])), f"{n}.pdf", owner="draft:1") for n in (1, 2))
    foreign = make.store(make.pdf(b"3"), "3.pdf", owner="draft:2")
    known = {"from_owner": "draft:1", "to_owner": "submission:1", "now": make.NOW}
    with pytest.raises(api.FileMissing):
        api.move_links(file_ids=[one.id, foreign.id], **known)
    assert len(api.list_files("draft:1")) == 2
    api.move_links(file_ids=[one.id, two.id], **known)
    assert [file.name for file in api.list_files("submission:1")] == ["1.pdf", "2.pdf"]


class Slow(Scanner):
    key = "scanner.slow"
    verdict = CLEAN
    away = False

    def scan(self, stream, *, media_type):
        if self.away:
            raise api.ScannerAway("down")
        assert stream.read(5) == b"%PDF-"
        return self.verdict


@pytest.mark.usefixtures("inside")
def test_nobody_opens_a_file_before_it_was_scanned():
    with api.scanners.temporarily(Slow()) as scanner:
        scanner.away = True
        stored = make.store(make.pdf(), "a.pdf", owner="draft:1")
        assert stored.scan_state == "pending"
        assert outbox.drain(now=make.NOW) == 0
        assert scan_waiting(now=make.NOW) == 0
        with pytest.raises(api.FileQuarantined):
            api.open_file(stored.id)
        with pytest.raises(api.FileQuarantined):
            api.file_response(stored)
        scanner.away = False
        assert outbox.drain(now=make.NOW + timedelta(hours=1)) == 1
        assert api.open_file(stored.id).read() == make.pdf()


@pytest.mark.usefixtures("inside")
def test_a_refused_file_is_never_opened_and_its_dossier_goes_on():
    with api.scanners.temporarily(Slow()) as scanner:
        scanner.verdict = api.Verdict(is_clean=False, reason="Test.Virus")
        stored = make.store(make.pdf(), "a.pdf", owner="draft:1")
        assert scan_waiting(now=make.NOW) == 1
    with pytest.raises(api.FileQuarantined):
        api.open_file(stored.id)
    assert StoredFile.objects.get().scan_note == "scanner.slow: Test.Virus"
    api.move_links(
        file_ids=[stored.id], from_owner="draft:1", to_owner="submission:1", now=make.NOW
    )


@pytest.mark.usefixtures("inside")
def test_a_response_is_always_a_guarded_attachment():
    stored = make.store(make.pdf(), "Đơn <b>.pdf")
    response = api.file_response(stored, inline=True)
    assert b"".join(response.streaming_content) == make.pdf()
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith('attachment; filename="don _b_.pdf"')
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "no-store, private"
    picture = api.file_response(make.store(make.png(), "a.png"), inline=True)
    assert picture["Content-Disposition"].startswith("inline;")


@pytest.mark.usefixtures("inside")
def test_links_are_bound_to_person_purpose_and_time():
    stored = make.store(make.pdf(), "a.pdf")
    by, other = (Actor(kind="applicant", id=new_id()) for _ in range(2))
    token = api.signed_link(file_id=stored.id, by=by, now=make.NOW, seconds=60)
    assert api.read_link(token, by=by, now=make.NOW) == stored.id
    for rest, error in (
        ({"by": other}, api.LinkInvalid),
        ({"purpose": "print"}, api.LinkInvalid),
        ({"now": make.NOW + timedelta(seconds=61)}, api.LinkExpired),
    ):
        with pytest.raises(error):
            api.read_link(token, **({"by": by, "now": make.NOW} | rest))
    for bad in ("", "x", token[:-2], token + "x", "\x00"):
        with pytest.raises(api.LinkInvalid):
            api.read_link(bad, by=by, now=make.NOW)


def test_a_link_of_one_tenant_is_nothing_to_another(province, ministry):
    by = Actor(kind="applicant", id=new_id())
    with in_tenant(province.schema_name):
        stored = make.store(make.pdf(), "a.pdf")
        token = api.signed_link(file_id=stored.id, by=by, now=make.NOW)
    with in_tenant(ministry.schema_name), pytest.raises(api.LinkInvalid):
        api.read_link(token, by=by, now=make.NOW)


def test_two_tenants_with_the_same_ids_names_and_keys_never_meet(province, ministry):
    seen = {}
    for tenant, words in ((province, b"% tinh"), (ministry, b"% bo")):
        with in_tenant(tenant.schema_name):
            stored = make.store(make.pdf(words), "a.pdf", owner="draft:1")
            private_storage().save("same/key", io.BytesIO(words))
            StoredFile.objects.filter(pk=stored.id).update(key=f"same/key-{tenant.slug}")
            private_storage().save(f"same/key-{tenant.slug}", io.BytesIO(make.pdf(words)))
            seen[tenant.slug] = (stored.id, private_storage().path("same/key"))
    paths = {path for _, path in seen.values()}
    assert len(paths) == 2
    with in_tenant(ministry.schema_name):
        with pytest.raises(api.FileMissing):
            api.open_file(seen["lam-dong"][0])
        assert private_storage().open("same/key").read() == b"% bo"
        assert not private_storage().exists("same/key-lam-dong")
        assert [file.size for file in api.list_files("draft:1")] == [len(make.pdf(b"% bo"))]
        # A row that names the other's key finds nothing either.
        stored_id = seen["bqp"][0]
        StoredFile.objects.filter(pk=stored_id).update(key="same/key-lam-dong")
        with pytest.raises(api.FileMissing):
            api.open_file(stored_id)


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize("name", ["../x", "/etc/passwd", "a/../../x"])
def test_the_storage_never_leaves_its_folder(name):
    from django.core.exceptions import SuspiciousFileOperation

    with pytest.raises(SuspiciousFileOperation):
        private_storage().path(name)


@pytest.mark.usefixtures("inside")
def test_reading_is_denied_unless_an_owner_allows_it():
    stored = make.store(make.pdf(), "a.pdf")
    assert not api.may_read_file(SYSTEM, stored.id)
    for owner in ("nobody:1", "draft:not-an-id", "draft"):
        api.link_file(file_id=stored.id, owner=owner, now=make.NOW)
    assert not api.may_read_file(SYSTEM, stored.id)
    with pytest.raises(api.FileMissing):
        api.require_file(SYSTEM, stored.id)
    rule = api.OwnerRule("shelf", lambda actor, _: actor.kind == "system")
    with api.owner_rules.temporarily(rule):
        api.link_file(file_id=stored.id, owner=f"shelf:{new_id()}", now=make.NOW)
        assert api.may_read_file(SYSTEM, stored.id)
        assert not api.may_read_file(Actor(kind="staff"), stored.id)


@pytest.mark.usefixtures("inside")
def test_a_name_is_not_readable_in_the_table():
    make.store(make.pdf(), "CCCD 001190000123.pdf")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM files_stored_file")
        row = b"|".join(
            bytes(cell) if isinstance(cell, memoryview | bytes) else str(cell).encode()
            for cell in cursor.fetchone()
        )
    assert b"001190000123" not in row


@pytest.mark.usefixtures("inside")
def test_when_the_row_fails_its_content_goes(monkeypatch):
    def fail(self, **options):
        raise RuntimeError("database away")

    monkeypatch.setattr(StoredFile, "save", fail)
    folder = f"{make.NOW:%Y/%m/%d}"
    before = private_storage().listdir(folder)[1] if private_storage().exists(folder) else []
    with pytest.raises(RuntimeError):
        make.store(make.pdf(), "a.pdf")
    after = private_storage().listdir(folder)[1]
    assert sorted(after) == sorted(before)


@override_settings(
    MOTCUA_S3={"bucket_name": "files", "access_key": "a", "secret_key": "b", "endpoint_url": None}
)
def test_in_s3_every_key_lies_under_its_tenant(province, ministry):
    from motcua.files.contrib.s3.storage import TenantS3Storage

    storage = TenantS3Storage(root="/var/motcua/private")
    keys = set()
    for tenant in (province, ministry):
        with in_tenant(tenant.schema_name):
            keys.add(storage._normalize_name("2026/a"))
            assert storage._normalize_name("2026/a") == f"private/{tenant.schema_name}/2026/a"
            with pytest.raises(Exception, match="denied"):
                storage._normalize_name("../x")
    assert len(keys) == 2
