"""One person files for another: both agreed, or an officer of this agency has checked a paper."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from motcua.casework.models import Case
from motcua.mandates.api import whom_may_act_for
from motcua.mandates.models import Mandate
from motcua.submissions.models import Submission
from tenants.api import in_public, in_tenant
from tests.factories import files as bytes_of
from tests.factories.submissions import ANSWERS

pytestmark = pytest.mark.django_db
PAGE = "/tai-khoan/dai-dien/"
LATER = (timezone.localdate() + timedelta(days=200)).isoformat()


def propose(by: Any, wanted: str, **more: str) -> Any:
    said = {"deed": "propose", "i_am": "principal", "relation": "authorised", "until": LATER}
    return by.home.post(PAGE, said | {"wanted": wanted} | more)


def paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("giay-uy-quyen.pdf", bytes_of.pdf(), "application/pdf")


def start(client: Any, desk: Any) -> str:
    """A filled-in draft, up to the page before sending."""
    from motcua.catalogue.api import get_version

    with desk.inside():
        slug = get_version(desk.office.version_id).slug
    draft = str(client.post(f"/nop-ho-so/{slug}/")["Location"].split("/")[2])
    for page_id, answers in ANSWERS.items():
        posted: dict[str, Any] = {name: values[0] for name, values in answers.items()}
        if page_id == "pag_papers":
            posted["f-fld_paper"] = paper()
        assert client.post(f"/to-khai/{draft}/{page_id}/", posted).status_code == 302
    return draft


def send(client: Any, draft: str) -> Any:
    page = client.get(f"/to-khai/{draft}/kiem-tra/").content.decode()
    key = re.search(r'name="idempotency_key" value="([^"]+)"', page)
    assert key
    return client.post(f"/to-khai/{draft}/nop/", {"idempotency_key": key.group(1)})


def only() -> Mandate:
    with in_public():
        return Mandate.objects.get(kind="person")


def test_both_agree_and_either_ends_it(
    desk: Any, ministry: Any, mother: Any, volunteer: Any, stranger: Any
) -> None:
    assert propose(mother, "khong-phai-thu").status_code == 422
    assert propose(mother, mother.email).status_code == 422
    assert propose(mother, volunteer.email, until="2020-01-01").status_code == 422
    assert propose(mother, volunteer.email, relation="chu-no").status_code == 422
    # By the proven number as well as by the address; nobody learns whether there is an account.
    assert propose(mother, "079203001234", noi=desk.tenant.slug).status_code == 302
    row = only()
    answer = {"deed": "accept", "mandate": str(row.pk)}
    assert stranger.home.post(PAGE, answer).status_code == 404
    assert mother.home.post(PAGE, answer).status_code == 404
    assert "Trần Thị Mẫu nhờ ông/bà đại diện" in volunteer.home.get(PAGE).content.decode()
    with desk.inside():
        assert whom_may_act_for(volunteer.subject, now=timezone.now()) == []
    assert volunteer.home.post(PAGE, answer).status_code == 302
    assert volunteer.home.post(PAGE, answer).status_code == 404
    with desk.inside():
        found = whom_may_act_for(volunteer.subject, now=timezone.now())
        assert [(each.name, each.basis) for each in found] == [("Trần Thị Mẫu", "consent")]
        assert whom_may_act_for(stranger.subject, now=timezone.now()) == []
    with in_tenant(ministry.schema_name):
        assert whom_may_act_for(volunteer.subject, now=timezone.now()) == []

    client = volunteer.at(desk.tenant)
    draft = start(client, desk)
    whom = f"mandate:{row.pk}"
    shown = client.get(f"/to-khai/{draft}/nop-cho-ai/").content.decode()
    assert whom in shown
    forged = {"whom": "mandate:01900000-0000-7000-8000-000000000000"}
    assert client.post(f"/to-khai/{draft}/nop-cho-ai/", forged).status_code == 422
    assert client.post(f"/to-khai/{draft}/nop-cho-ai/", {"whom": "mandate:x"}).status_code == 422
    assert client.post(f"/to-khai/{draft}/nop-cho-ai/", {"whom": whom}).status_code == 302
    # Another's mandate is worth nothing in one's own draft.
    other = stranger.at(desk.tenant)
    theirs = start(other, desk)
    assert other.post(f"/to-khai/{theirs}/nop-cho-ai/", {"whom": whom}).status_code == 422

    assert send(client, draft)["Location"].startswith("/bien-nhan/")
    with desk.inside():
        case = Case.objects.get()
        assert (case.owner_name, case.submitter_name) == ("Trần Thị Mẫu", "Lê Văn Giúp")
        assert case.owner_id == mother.applicant().id
        assert Submission.objects.get().applicant["parties"]["mandate"]["basis"] == "consent"
    assert mother.at(desk.tenant).get(f"/ho-so/{case.pk}/").status_code == 200
    assert other.get(f"/ho-so/{case.pk}/").status_code == 404
    officer = desk.client(desk.office.receptionist).get(f"/quan-tri/mot-cua/{case.pk}/")
    assert "Hai bên đồng ý bằng tài khoản định danh" in officer.content.decode()
    for person in (mother, volunteer):
        assert "nộp hồ sơ" in person.home.get(PAGE).content.decode()

    # It ends while a second form is being filled in: that one is not sent.
    second = start(client, desk)
    assert client.post(f"/to-khai/{second}/nop-cho-ai/", {"whom": whom}).status_code == 302
    end = {"deed": "end", "mandate": str(row.pk)}
    assert stranger.home.post(PAGE, end).status_code == 404
    assert mother.home.post(PAGE, end).status_code == 302
    refused = send(client, second)
    assert refused["Location"] == f"/to-khai/{second}/nop-cho-ai/"
    assert whom not in client.get(f"/to-khai/{second}/nop-cho-ai/").content.decode()
    with desk.inside():
        assert Case.objects.count() == 1
    assert volunteer.home.post(PAGE, end).status_code == 302


def test_a_paper_is_good_where_it_was_checked_and_as_long_as_was_said(
    desk: Any, ministry: Any, mother: Any, stranger: Any
) -> None:
    client = mother.at(desk.tenant)
    child = {
        "kind": "person",
        "name": "Trần Bé Con",
        "number": "079222009999",
        "relation": "parent",
    }
    assert client.post("/dai-dien/", child).status_code == 422
    assert client.post("/dai-dien/", child | {"paper": paper(), "number": "12"}).status_code == 422
    assert client.post("/dai-dien/", child | {"paper": paper()}).status_code == 302
    row = only()
    with desk.inside():
        assert whom_may_act_for(mother.subject, now=timezone.now()) == []

    screen = f"/quan-tri/dai-dien/{row.pk}/"
    officer = desk.client(desk.office.receptionist)
    assert "Trần Bé Con" in officer.get("/quan-tri/dai-dien/").content.decode()
    assert officer.get(f"{screen}tep/").status_code == 302
    assert desk.client(desk.office.specialist).get(f"{screen}tep/").status_code == 403
    assert officer.post(screen, {"deed": "accept", "until": "2020-01-01"}).status_code == 200
    assert officer.post(screen, {"deed": "refuse"}).status_code == 200
    assert officer.post(screen, {"deed": "accept", "until": LATER}).status_code == 302
    assert officer.post(screen, {"deed": "accept", "until": LATER}).status_code == 404
    with desk.inside():
        found = whom_may_act_for(mother.subject, now=timezone.now())
        assert [(each.name, each.number) for each in found] == [("Trần Bé Con", "079222009999")]
        assert whom_may_act_for(mother.subject, now=timezone.now() + timedelta(days=300)) == []
    with in_tenant(ministry.schema_name):
        assert whom_may_act_for(mother.subject, now=timezone.now()) == []

    # Worked for from now on: the next form is the child's by itself.
    chosen = client.post("/dai-dien/chon/", {"mandate": str(row.pk)})
    assert chosen["Location"] == "/ho-so/"
    assert "Đang làm việc cho: Trần Bé Con." in client.get("/dich-vu/").content.decode()
    draft = start(client, desk)
    assert "Trần Bé Con" in client.get(f"/to-khai/{draft}/kiem-tra/").content.decode()
    assert send(client, draft)["Location"].startswith("/bien-nhan/")
    with desk.inside():
        case = Case.objects.get()
        assert (case.owner_name, case.owner_id) == ("Trần Bé Con", None)
    page = officer.get(f"/quan-tri/mot-cua/{case.pk}/").content.decode()
    assert f"Giấy tờ do {desk.office.receptionist.name} kiểm tra" in page
    # Another account in the same browser works for nobody; the office ends it at once.
    thief = stranger.at(desk.tenant)
    assert thief.post("/dai-dien/chon/", {"mandate": str(row.pk)})["Location"] == "/dai-dien/"
    assert officer.post(screen, {"deed": "end", "reason": "Giấy tờ giả"}).status_code == 302
    assert "Đang làm việc cho" not in client.get("/dich-vu/").content.decode()
