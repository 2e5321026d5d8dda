"""How papers look, what waits for a signature, and the services that sign: as people meet them."""

from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from motcua.casework import api
from motcua.casework.models import Paper
from motcua.casework.paperwork.models import PaperDesign
from motcua.files.models import SigningIdentity, TrustAnchor
from motcua.files.signing.authority import issue_certificate, make_authority, revocation_lists
from motcua.identity.models import Account
from tenants.api import in_tenant
from tests.factories import signing
from tests.factories.casework import actor, usual_office
from tests.factories.identity import make_agency, make_staff

pytestmark = pytest.mark.django_db
DESIGN = "/quan-tri/so-giay-to/mau/"
WAITING = "/quan-tri/so-giay-to/cho-ky/"
OWN = "/quan-tri/chung-thu-so/"
PIN = "135790"


@pytest.fixture
def enter(province, tenant_client):
    def make(person):
        client = tenant_client(province.slug)
        with in_tenant(province.schema_name):
            account = Account.objects.get(pk=person.id)
            client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    return make


def picture():
    made = BytesIO()
    Image.new("RGB", (120, 120), "green").save(made, "PNG")
    return SimpleUploadedFile("bieu-trung.png", made.getvalue(), "image/png")


def test_a_design_is_drawn_up_seen_and_put_in_force(province, enter):
    with in_tenant(province.schema_name):
        builder, publisher = make_staff("builder"), make_staff("publisher")
        reader = make_staff("specialist")
    author = enter(builder)
    assert enter(reader).get(DESIGN).status_code == 403
    page = author.get(DESIGN).content.decode()
    assert "[Tên đơn vị]" in page
    assert "Lưu và áp dụng" not in page
    kept = {"revision": 0, "sign.authority": "TM. ỦY BAN NHÂN DÂN", "loai": "stop_05"}
    drawn = author.post(f"{DESIGN}xem-thu/", kept)
    assert (drawn["Content-Type"], drawn.content[:4]) == ("image/png", b"\x89PNG")
    wrong = {**kept, "foot.line": "{khong.co}", "stop_05.closing": "<script>x</script>"}
    told = author.post(f"{DESIGN}xem-thu/", wrong)
    assert (told.status_code, set(told.json()["faults"])) == (422, {"foot.line", "stop_05.closing"})
    refused = author.post(DESIGN, wrong)
    assert refused.status_code == 422
    assert 'href="#mau-foot.line"' in refused.content.decode()
    assert author.post(DESIGN, {**kept, "publish": "1"}).status_code == 403
    broken = SimpleUploadedFile("x.png", b"<svg/>", "image/png")
    assert author.post(DESIGN, {**kept, "emblem_file": broken}).status_code == 422
    assert author.post(DESIGN, {**kept, "emblem_file": picture()}).status_code == 302
    assert author.post(DESIGN, kept).status_code == 409
    chief = enter(publisher)
    with in_tenant(province.schema_name):
        draft = PaperDesign.objects.get(agency_id=None).draft
    again = {**kept, "revision": 1, "emblem": draft["emblem"], "publish": "1"}
    assert chief.post(DESIGN, again).status_code == 302
    with in_tenant(province.schema_name):
        row = PaperDesign.objects.get(agency_id=None)
        assert row.in_force.content["texts"] == {"sign.authority": "TM. ỦY BAN NHÂN DÂN"}
        assert row.in_force.content["emblem"] == draft["emblem"]
    assert chief.post(f"{DESIGN}lay-lai/", {"number": "0"}).status_code == 302
    assert "chưa áp dụng" in chief.get(DESIGN).content.decode()


def test_what_waits_is_signed_with_one_pin_and_shown_in_place(province, enter):
    with in_tenant(province.schema_name):
        office = usual_office()
        signing.found_authority(office.now)
        signing.give_certificate(office.leader, at=office.now, pin=PIN, until=None)
        case = office.received()
        api.stop_case(case_id=case.pk, reason="Lý do", by=office.leader, now=office.now)
        office.run_later_work()
        paper = Paper.objects.get(case=case, kind="stop_05")
    leader = enter(office.leader)
    assert "chờ ký số" in leader.get(f"/quan-tri/mot-cua/{case.pk}/").content.decode()
    assert str(paper.pk) in leader.get(WAITING).content.decode()
    assert leader.post(WAITING, {"pin": PIN}).status_code == 422
    wrong = leader.post(WAITING, {"paper": paper.pk, "pin": "999999"})
    assert (wrong.status_code, "PIN" in wrong.content.decode()) == (422, True)
    assert leader.post(f"{WAITING}in-tay/", {"paper": paper.pk}).status_code == 302
    with in_tenant(province.schema_name):
        paper.refresh_from_db()
    shown = f"/quan-tri/mot-cua/{case.pk}/tep/{paper.file_id}/"
    page = leader.get(f"{shown}?xem=1")
    assert f'data-pdf="{shown}"' in page.content.decode()
    assert "tep." in page["Content-Security-Policy"].split("connect-src")[1].split(";")[0]
    assert "ký tay" in leader.get(f"/quan-tri/mot-cua/{case.pk}/").content.decode()
    with in_tenant(province.schema_name):
        stranger = actor("specialist", agency=make_agency())
    assert enter(stranger).get(f"{shown}?xem=1").status_code == 404


def test_signing_services_are_entered_and_tried(province, enter):
    with in_tenant(province.schema_name):
        office = usual_office()
        signing.found_authority(office.now)
        given = signing.give_certificate(office.leader, at=office.now)
        technician = actor("tech_admin")
    leader, admin = enter(office.leader), enter(technician)
    tried = leader.post(f"{OWN}thu/", follow=True).content.decode()
    assert "Ký thử được" in tried
    made = make_authority(now=office.now)
    pair = issue_certificate(made, name="Lê Ký", organisation="Phường", now=office.now)
    pem = SimpleUploadedFile("ky.pem", pair.pem.encode())
    remote = {"url": "http://127.0.0.1:9/ky", "credential": "a", "token": "b", "certificate": pem}
    assert leader.post(f"{OWN}tu-xa/", remote).status_code == 302
    with in_tenant(province.schema_name):
        row = SigningIdentity.objects.get(owner_id=office.leader.id, revoked_at=None)
        assert (row.provider, row.pk == given.id) == ("signer.remote", False)
    assert "Không nối được" in leader.post(f"{OWN}thu/", follow=True).content.decode()
    stamps = f"{OWN}dau-thoi-gian/"
    assert leader.get(stamps).status_code == 403
    assert (
        "Cấp dấu thời gian được" in admin.post(stamps, {"do": "try"}, follow=True).content.decode()
    )
    assert admin.post(stamps, {"do": "set", "url": "ftp://x"}).status_code == 422
    assert admin.post(stamps, {"do": "set", "url": "http://127.0.0.1:9/"}).status_code == 302
    assert "không trả lời" in admin.post(stamps, {"do": "try"}, follow=True).content.decode()
    roots = SimpleUploadedFile("goc.pem", (made.root.pem + made.issuing.pem).encode())
    own, _root = revocation_lists(made, revoked=(), now=office.now)
    more = {"do": "add", "name": "CA khác", "certificates": roots}
    broken = SimpleUploadedFile("x.crl", b"x")
    assert admin.post(stamps, {**more, "first_list": broken}).status_code == 422
    roots.seek(0)
    kept = {**more, "first_list": SimpleUploadedFile("a.crl", own)}
    assert admin.post(stamps, kept).status_code == 302
    with in_tenant(province.schema_name):
        assert TrustAnchor.objects.get(name="CA khác").others
    assert "CA khác" in admin.get(stamps).content.decode()
