"""Registers, certificates and the page that proves a paper, as people meet them."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from motcua.casework.models import IssuedOutput
from motcua.catalogue.api import get_version
from motcua.files import api as files
from motcua.files.signing.authority import issue_certificate, pack
from motcua.identity.models import Account
from tenants.api import in_tenant
from tests.factories import signing
from tests.factories.casework import actor, usual_office

pytestmark = pytest.mark.django_db
BOOKS = "/quan-tri/so-giay-to/"
OWN = "/quan-tri/chung-thu-so/"


@pytest.fixture
def office(province):
    with in_tenant(province.schema_name):
        return usual_office()


def client_of(tenant_client, province, person):
    client = tenant_client(province.slug)
    with in_tenant(province.schema_name):
        account = Account.objects.get(pk=person.id)
        client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def test_registers_are_taken_by_those_who_may_read(office, province, tenant_client):
    with in_tenant(province.schema_name):
        case = office.received()
    clerk = client_of(tenant_client, province, office.clerk)
    assert clerk.get(BOOKS).status_code == 200
    period = {"since": "2026-06-01", "until": "2026-06-30", "agency": ""}
    book = clerk.get(f"{BOOKS}so-theo-doi/", {**period, "kind_of_file": "pdf"})
    assert (book.status_code, book["Content-Type"]) == (200, "application/pdf")
    sheet = clerk.get(f"{BOOKS}so-theo-doi/", {**period, "kind_of_file": "xlsx"})
    rows = list(load_workbook(BytesIO(b"".join(sheet.streaming_content))).active.values)
    assert rows[1][1] == case.code
    wrong = {**period, "until": "2026-05-01", "kind_of_file": "pdf"}
    assert clerk.get(f"{BOOKS}so-theo-doi/", wrong).status_code == 422
    printed = clerk.post(f"{BOOKS}in/", {"case": [str(case.pk), "x"], "what": "receipt_01"})
    assert printed.content.startswith(b"%PDF-")
    assert clerk.get(f"{BOOKS}bien-lai/{case.pk}/").status_code == 404
    assert tenant_client(province.slug).get(BOOKS).status_code == 302


def test_the_menu_leads_to_registers_and_certificates(office, province, tenant_client):
    """Who may open a screen finds it; who may not is not led there."""
    with in_tenant(province.schema_name):
        leader, builder = actor("leader"), actor("builder")
    places = [f'"url": "{address}"' for address in (BOOKS, OWN)]
    home = client_of(tenant_client, province, leader).get("/quan-tri/").content.decode()
    assert all(place in home for place in places)
    home = client_of(tenant_client, province, builder).get("/quan-tri/").content.decode()
    assert not any(place in home for place in places)


def test_authors_look_at_the_result_before_publishing(office, province, tenant_client):
    with in_tenant(province.schema_name):
        service_id = get_version(office.version_id).service_id
        builder = actor("builder")
    page = client_of(tenant_client, province, builder).get(f"{BOOKS}xem-truoc/{service_id}/")
    # Who builds services reads no dossiers, and needs none for this.
    assert page.status_code == 200
    words = " ".join(PdfReader(BytesIO(page.content)).pages[0].extract_text().split())
    assert "KHÔNG CÓ GIÁ TRỊ" in words
    assert "Cấp cho [" in words
    assert "H00.00-260615-0001" in words
    clerk = client_of(tenant_client, province, office.clerk)
    assert clerk.get(f"{BOOKS}xem-truoc/{service_id}/").status_code == 403


def test_an_officer_registers_and_gives_up_a_certificate(office, province, tenant_client):
    now = timezone.now()
    with in_tenant(province.schema_name):
        signing.found_authority(now)
    made = signing.authority(now)
    pair = issue_certificate(made, name="Lê Ký", organisation="Phường", now=now)
    content = pack(pair, made, passphrase="dai-va-kho")
    leader = client_of(tenant_client, province, office.leader)

    def send(passphrase):
        file = SimpleUploadedFile("toi.p12", content)
        return leader.post(OWN, {"tep": file, "passphrase": passphrase})

    refused = send("sai")
    assert refused.status_code == 422
    assert "mật khẩu không đúng" in refused.content.decode()
    assert send("dai-va-kho").status_code == 302
    shown = leader.get(OWN).content.decode()
    assert "Lê Ký" in shown
    assert "dai-va-kho" not in shown
    assert leader.post(f"{OWN}ngung-dung/").status_code == 302
    with in_tenant(province.schema_name):
        assert files.identity_of(office.leader.id, now=timezone.now()) is None
    assert client_of(tenant_client, province, office.returner).get(OWN).status_code == 403


def test_anybody_compares_a_file_with_what_was_issued(office, province, tenant_client):
    with in_tenant(province.schema_name):
        signing.found_authority(office.now)
        signing.give_seal(office.now)
        signing.give_certificate(office.leader, at=office.now)
        case = office.issued()
        output = IssuedOutput.objects.select_related("paper").get(case=case)
        with files.open_file(output.paper.file_id) as stream:
            content = stream.read()
    anybody = tenant_client(province.slug)
    page = anybody.get(f"/xac-minh/{output.token}/").content.decode()
    for words in ("còn hiệu lực", office.leader.name, signing.SEALED, "Con dấu của cơ quan"):
        assert words in page
    good = anybody.post("/xac-minh/", {"tep": SimpleUploadedFile("a.pdf", content)})
    assert good["Location"] == f"/xac-minh/{output.token}/?tep=khop"
    altered = content[:500] + bytes([content[500] ^ 1]) + content[501:]
    bad = anybody.post("/xac-minh/", {"tep": SimpleUploadedFile("a.pdf", altered)})
    assert bad.status_code == 404
    assert anybody.post("/xac-minh/").status_code == 422
    with in_tenant(province.schema_name):
        from motcua.casework import api

        later = office.now + timedelta(days=1)
        api.replace_result(case_id=case.pk, reason="Sai tên", by=office.leader, now=later)
    assert "đã được thay" in anybody.get(f"/xac-minh/{output.token}/").content.decode()
