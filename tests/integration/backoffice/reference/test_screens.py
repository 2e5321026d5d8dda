"""The screens of lists and tables: by role, with files good and bad, and without a script."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.catalogue.models import ReferenceTable, ReferenceUpload
from motcua.identity.models import Account
from tenants.api import in_tenant
from tests.asked import reads
from tests.factories.identity import make_staff

pytestmark = pytest.mark.django_db
HOME = "/quan-tri/danh-muc/"


@pytest.fixture
def signed_in(province, tenant_client):
    def make(*roles):
        with in_tenant(province.schema_name):
            person = make_staff(*roles)
            client = tenant_client("lam-dong")
            client.force_login(
                Account.objects.get(pk=person.id), "motcua.identity.backends.StaffBackend"
            )
        return client

    return make


@pytest.fixture
def made(province, signed_in):
    """A builder's client and the address of a new, empty table."""
    client = signed_in("builder")
    answer = client.post(
        f"{HOME}moi/", {"title_vi": "Bệnh viện", "key": "benh-vien", "kind": "table"}
    )
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return client, answer["Location"]


def send(client, address, text, name="ds.csv"):
    content = text if isinstance(text, bytes) else text.encode()
    return client.post(f"{address}tai-len/", {"file": SimpleUploadedFile(name, content)})


def test_from_an_empty_table_to_rows_and_back(province, made):
    client, address = made
    seen = send(client, address, "ma;ten;so giuong\nH1;Bệnh viện Một;120\n")
    page = client.get(seen["Location"])
    assert "Bệnh viện Một" in page.content.decode()
    assert client.post(seen["Location"], {"note": "lần đầu"}).status_code == 302
    second = send(client, address, "ma;ten;so giuong\nH2;Bệnh viện Hai;90\n")
    assert "bỏ 1" in client.get(second["Location"]).content.decode()
    client.post(second["Location"], {"note": ""})
    shown = client.get(address).content.decode()
    assert "Bệnh viện Hai" in shown
    assert "Bản số 2" in shown
    with in_tenant(province.schema_name):
        table = ReferenceTable.objects.get(key="benh-vien")
        first = table.revisions.get(number=1)
    assert client.post(f"{address}dung-ban/", {"revision": first.id}).status_code == 302
    assert "Bệnh viện Một" in client.get(address).content.decode()
    assert "Bệnh viện Một" in client.get(f"{address}tai-ve/").content.decode("utf-8-sig")


def test_rows_with_faults_are_shown_and_not_taken(province, made):
    client, address = made
    seen = send(client, address, "ma;ten\na;=HYPERLINK(1)\nb;B\n")
    page = client.get(seen["Location"]).content.decode()
    assert "công thức" in page
    assert "Dùng bản này" not in page
    assert client.post(seen["Location"], {}).status_code == 422


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("ds.csv", b"\xff\xfe\xfa"),
        ("ds.csv", b"ma;ghi chu\na;b\n"),
        ("ds.xlsx", b"PK\x03\x04" + b"\x00" * 200),
        ("ds.xls", b"\xd0\xcf\x11\xe0" + b"\x00" * 600),
        ("ds.csv", b'ma;ten\n"a;b\n'),
        ("../../etc/passwd", b"ma;ten\n"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_words(province, made, name, content):
    client, address = made
    answer = send(client, address, content, name)
    assert answer.status_code == 422
    assert "error-message" in answer.content.decode()
    with in_tenant(province.schema_name):
        assert not ReferenceUpload.objects.exists()


def test_a_key_that_is_taken_or_bad_is_said_at_its_place(made):
    client, _address = made
    for key in ("benh-vien", "Bệnh Viện"):
        answer = client.post(f"{HOME}moi/", {"title_vi": "x", "key": key, "kind": "list"})
        assert answer.status_code == 422


def test_formulas_are_quoted_on_the_way_out(province, made):
    client, address = made
    seen = send(client, address, "ma;ten;dt\na;A;+84 912 345 678\n")
    client.post(seen["Location"], {})
    assert "'+84 912 345 678" in client.get(f"{address}tai-ve/").content.decode("utf-8-sig")


def test_a_publisher_looks_and_does_not_touch(made, signed_in):
    _client, address = made
    client = signed_in("publisher")
    page = client.get(address).content.decode()
    assert client.get(HOME).status_code == 200
    assert "tai-len" not in page
    assert client.post(f"{address}tai-len/").status_code == 403
    assert client.post(address, {"title_vi": "x"}).status_code == 403
    assert client.get(f"{HOME}moi/").status_code == 403


def test_who_works_with_dossiers_alone_does_not_get_in(made, signed_in):
    _client, address = made
    client = signed_in("receptionist")
    assert client.get(HOME).status_code == 403
    assert client.get(address).status_code == 403


def test_the_list_does_not_cost_more_with_more_rows(made):
    client, _address = made
    client.get(HOME)
    with CaptureQueriesContext(connection) as one:
        client.get(HOME)
    for key in ("hai", "ba"):
        client.post(f"{HOME}moi/", {"title_vi": key, "key": key, "kind": "list"})
    with CaptureQueriesContext(connection) as three:
        client.get(HOME)
    assert len(reads(three)) <= len(reads(one))
