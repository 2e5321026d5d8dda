"""Who may open and do what: each address against each kind of person, and nothing changes."""

from uuid import uuid4

import pytest
from django.test import Client

from motcua.kernel.models import AuditEntry
from tests.factories.identity import make_agency

pytestmark = pytest.mark.django_db
INBOX = "/quan-tri/mot-cua/"
PAGES = {
    "": INBOX,
    "late": f"{INBOX}tre-han/",
    "case": f"{INBOX}{{id}}/",
    "ask": f"{INBOX}{{id}}/bo-sung/",
    "fees": f"{INBOX}{{id}}/phi/",
    "receipt": f"{INBOX}{{id}}/phi/bien-lai/",
}
# Refusals: 403 where the door as such is closed, 404 where the dossier must not be known.
READERS = {
    "receptionist": {"": 200, "late": 403, "case": 200, "ask": 302, "fees": 200, "receipt": 404},
    "specialist": {"": 200, "late": 403, "case": 200, "ask": 200, "fees": 403, "receipt": 403},
    "leader": {"": 200, "late": 200, "case": 200, "ask": 302, "fees": 403, "receipt": 403},
    "cashier": {"": 200, "late": 403, "case": 200, "ask": 302, "fees": 200, "receipt": 404},
    "inspector": {"": 200, "late": 200, "case": 200, "ask": 302, "fees": 403, "receipt": 404},
    "procedure_control": {
        "": 200,
        "late": 200,
        "case": 200,
        "ask": 302,
        "fees": 403,
        "receipt": 403,
    },
    "builder": {"": 403, "late": 403, "case": 404, "ask": 404, "fees": 403, "receipt": 403},
    "publisher": {"": 403, "late": 403, "case": 404, "ask": 404, "fees": 403, "receipt": 403},
    "tech_admin": {"": 403, "late": 403, "case": 404, "ask": 404, "fees": 403, "receipt": 403},
}
ACTS = {
    "nhan-viec": {},
    "tiep-nhan": {"note": ""},
    "xu-ly": {"outcome": "out_pass", "note": ""},
    "tra-ket-qua": {"name": "A", "method": "online"},
    "bo-sung": {"chon-field-fld_copies": "on", "ma-field-fld_copies": "wrong"},
    "rut-bo-sung": {"reason": "Đủ rồi."},
    "tu-choi": {"preset": "not_ours", "confirmed": "1"},
    "xin-loi": {"due_at_0": "2099-01-05", "due_at_1": "16:00", "preset": "workload"},
    "tam-dung": {"reason": "Hỏi ý kiến.", "legal_basis": "Điều 9"},
    "tiep-tuc": {},
    "dung": {"preset": "court", "confirmed": "1"},
    "cap-lai": {"reason": "Sai tên.", "confirmed": "1"},
    "tra-viec": {},
    "phan-cong": {"staff_id": ""},
}


def state_of(desk, case):
    with desk.inside():
        row = type(case).objects.get(pk=case.pk)
        acts = AuditEntry.objects.filter(subject=row.audit_subject).count()
        return (row.national_state, row.holder_item_id, row.holder_assignee_id, row.due_at, acts)


@pytest.mark.parametrize("role", READERS)
def test_pages_open_to_whom_they_should(desk, role):
    case = desk.received()
    client = desk.client(desk.someone(role))
    found = {name: client.get(path.format(id=case.pk)).status_code for name, path in PAGES.items()}
    assert found == READERS[role]


@pytest.mark.parametrize("name", PAGES)
def test_strangers_are_sent_to_sign_in(desk, name, tenant_client):
    case = desk.received()
    answer = tenant_client(desk.tenant.slug).get(PAGES[name].format(id=case.pk))
    assert answer.status_code == 302
    assert "/quan-tri/login/" in answer["Location"]


@pytest.fixture
def others(desk, neighbour, tenant_client):
    """Clients of people who must not act, and what each act may answer them."""
    with desk.inside():
        elsewhere = make_agency()
    everything = ("receptionist", "specialist", "leader", "returner")
    guest = tenant_client(desk.tenant.slug)
    guest.cookies = neighbour.client(neighbour.office.specialist).cookies
    return {
        "stranger": (tenant_client(desk.tenant.slug), {302}),
        "inspector": (desk.client(desk.someone("inspector")), {403, 409}),
        "builder": (desk.client(desk.someone("builder")), {404}),
        "other agency": (desk.client(desk.someone(*everything, agency=elsewhere)), {404}),
        "other tenant": (neighbour.client(neighbour.office.specialist), {404}),
        "other tenant's session": (guest, {302, 404}),
    }


def test_acts_of_others_change_nothing(desk, others):
    case = desk.received()
    before = state_of(desk, case)
    for who, (client, answers) in others.items():
        for act, posted in ACTS.items():
            answer = client.post(f"{INBOX}{case.pk}/{act}/", posted)
            assert answer.status_code in answers, (who, act)
            if answer.status_code == 302:
                assert "/quan-tri/login/" in answer["Location"], (who, act)
            assert state_of(desk, case) == before, (who, act)


def test_unknown_things_are_missing_pages(desk):
    case = desk.received()
    client = desk.client(desk.office.specialist)
    assert client.get(f"{INBOX}{uuid4()}/").status_code == 404
    assert client.post(f"{INBOX}{case.pk}/khong-co/").status_code == 404
    assert client.get(f"{INBOX}{case.pk}/tep/{uuid4()}/").status_code == 404


def test_files_open_through_their_dossier_only(desk, neighbour):
    case, other = desk.received(), desk.filed()
    client = desk.client(desk.office.specialist)
    page = client.get(f"{INBOX}{case.pk}/").content.decode()
    file_id = page.split(f"{INBOX}{case.pk}/tep/")[1].split("/")[0]
    sent = client.get(f"{INBOX}{case.pk}/tep/{file_id}/")
    assert sent.status_code == 302
    host, _, path = sent["Location"].removeprefix("http://").partition("/")
    got = Client(SERVER_NAME=host).get(f"/{path}")
    assert got.status_code == 200
    assert got["Content-Disposition"].startswith("attachment")
    assert got["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in got["Content-Security-Policy"]
    assert client.get(f"{INBOX}{other.pk}/tep/{file_id}/").status_code == 404
    assert desk.client(desk.someone("builder")).get(sent.request["PATH_INFO"]).status_code == 404
    foreign = neighbour.client(neighbour.office.specialist)
    assert foreign.get(sent.request["PATH_INFO"]).status_code == 404
    with desk.inside():
        elsewhere = make_agency()
    client = desk.client(desk.someone("specialist", agency=elsewhere))
    assert client.get(sent.request["PATH_INFO"]).status_code == 404


def test_reading_leaves_a_trace(desk):
    case = desk.received()
    desk.client(desk.office.specialist).get(f"{INBOX}{case.pk}/")
    with desk.inside():
        read = AuditEntry.objects.get(subject=f"case-reads:{case.pk}")
    assert read.action == "case.read"
