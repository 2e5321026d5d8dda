"""An officer files for a citizen who is there: from the number on a paper to form 01."""

import re
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.casework.models import Case
from motcua.files import api as files
from motcua.identity.api import assisted_form
from motcua.kernel import audit
from motcua.notifications.models import Delivery
from motcua.submissions.models import Assistance, Draft
from tests.factories import files as bytes_of
from tests.factories.casework import make_applicant
from tests.factories.submissions import ANSWERS

pytestmark = pytest.mark.django_db
PERSON = {
    "personal_number": "079203001234",
    "full_name": "Lê Văn Khách",
    "birth_date": "02/03/1970",
    "sex": "male",
    "phone": "0912345678",
    "email": "khach@example.vn",
    "address": "Phường Thử",
    "checked": "1",
}
LOCKED = {"f-fld_name", "f-fld_number"}  # the paper says so
HOME = "/quan-tri/quay/"


def slug_of(desk):
    from motcua.catalogue.api import get_version

    with desk.inside():
        return get_version(desk.office.version_id).slug


def begin(client, slug, **person):
    """From the person to the first page of the form; returns its address."""
    noted = client.post(f"{HOME}nguoi/ghi/", PERSON | person)
    assert noted.status_code == 302, noted.content.decode()
    chosen = client.post(noted["Location"], {"service": slug})
    assert chosen.status_code == 302
    return chosen["Location"]


def fill(client, first):
    """Through the portal's own form pages, as a citizen would."""
    address, draft = first, first.split("/")[2]
    for page_id in ("pag_who", "pag_what", "pag_papers"):
        address = f"/to-khai/{draft}/{page_id}/"
        shown = client.get(address)
        assert shown.status_code == 200, shown
        body = shown.content.decode()
        assert "Đang nhập hộ tại quầy" in body
        assert "data-shared" in body
        answer = client.post(address, answers_of(page_id))
        assert answer.status_code == 302, answer.content.decode()[:3000]
    return draft


def answers_of(page_id):
    posted = (
        {name: values[0] for name, values in ANSWERS[page_id].items()}
        if (page_id != "pag_papers")
        else {"f-fld_paper": SimpleUploadedFile("to.pdf", bytes_of.pdf(), "application/pdf")}
    )
    return {name: value for name, value in posted.items() if name not in LOCKED}


def test_from_the_paper_shown_to_form_01(desk):
    client, slug = desk.client(desk.office.receptionist), slug_of(desk)
    assert client.get(HOME).status_code == 200
    empty = client.post(f"{HOME}nguoi/", {"personal_number": "079203001234"})
    assert empty.status_code == 200
    assert "Lê Văn" not in empty.content.decode()
    assert client.post(f"{HOME}nguoi/", {"personal_number": "12"}).status_code == 422
    assert client.post(f"{HOME}nguoi/ghi/", PERSON | {"checked": ""}).status_code == 422

    draft = fill(client, begin(client, slug))
    checked = client.get(f"/to-khai/{draft}/kiem-tra/").content.decode()
    assert "người dân xác nhận" in checked
    with desk.inside():
        sitting = Assistance.objects.get()
        assert sitting.support_point == desk.office.agency.name
    back = f"{HOME}nhap-ho/{sitting.pk}/"
    assert client.post(f"/to-khai/{draft}/nop/", {"seen": ""})["Location"] == back
    assert client.get(f"/to-khai/{draft}/in/pdf/").status_code == 200

    # Not without the citizen's word.
    shown = client.get(back).content.decode()
    assert "kh…@example.vn" in shown
    assert "khach@example.vn" not in shown
    assert client.post(f"{back}nop/", {}).status_code == 409
    done = client.post(f"{back}nop/", {"way": "paper", "signed": "1"})
    again = client.post(f"{back}nop/", {"way": "paper", "signed": "1"})
    assert done.status_code == again.status_code == 302
    assert done["Location"] == again["Location"]

    with desk.inside():
        case = Case.objects.get()
        assert (case.channel, case.support_point) == ("counter", desk.office.agency.name)
        assert case.receiving_agency_id == desk.office.agency.id
        assert case.received_at is not None
        assert case.code
        opened = audit.read_chain(case.audit_subject)[0]
        assert opened.data["assisted_by"] == f"staff:{desk.office.receptionist.id}"
        assert opened.data["confirmed_by"] == "paper"
    page = client.get(done["Location"]).content.decode()
    assert case.code in page
    printed = client.get(f"{done['Location']}giay-tiep-nhan/")
    assert printed["Location"].startswith("http://tep.")
    with desk.inside():
        assert case.papers.get(kind="receipt_01").file_id is not None


def test_nothing_of_one_person_is_left_for_the_next(desk):
    client, slug = desk.client(desk.office.receptionist), slug_of(desk)
    first = begin(client, slug)
    draft = first.split("/")[2]
    assert client.get(first).status_code == 200
    over = client.post(f"{HOME}nguoi-tiep/")
    assert over["Clear-Site-Data"] == '"cache"'
    assert assisted_form(client.session) is None
    assert "Khách" not in str(dict(client.session))
    assert "079203001234" not in str(dict(client.session))
    # The draft is there for its owner, and for nobody else.
    assert client.get(first).status_code == 302
    assert client.get(f"/to-khai/{draft}/kiem-tra/").status_code == 302
    with desk.inside():
        assert Draft.objects.get().status == "open"
        assert Assistance.objects.get().ended_at is not None
    # A person with another number sees nothing of it; the same one may go on.
    other = client.post(
        f"{HOME}nguoi/ghi/", PERSON | {"personal_number": "079203009999", "full_name": "Bà Khác"}
    )
    assert draft not in client.get(other["Location"]).content.decode()
    with_draft = client.post(other["Location"], {"draft": draft})
    assert with_draft.status_code in (302, 404)
    assert client.get(first).status_code == 302
    same = client.post(f"{HOME}nguoi/ghi/", PERSON)
    assert draft in client.get(same["Location"]).content.decode()
    assert client.post(same["Location"], {"draft": draft})["Location"].startswith("/to-khai/")
    assert client.get(first).status_code == 200


def test_a_colleague_a_citizen_and_another_tenant_cannot_open_it(desk, neighbour):
    client, slug = desk.client(desk.office.receptionist), slug_of(desk)
    first = begin(client, slug)
    with desk.inside():
        sitting = Assistance.objects.get().pk
    colleague = desk.client(desk.someone("receptionist"))
    session = colleague.session
    session["motcua_assisted"] = [first.split("/")[2], f"{HOME}nhap-ho/{sitting}/"]
    session.save()
    assert colleague.get(first).status_code == 302
    assert colleague.get(f"{HOME}nhap-ho/{sitting}/").status_code == 404
    assert colleague.post(f"{HOME}nhap-ho/{sitting}/nop/", {"signed": "1"}).status_code == 404
    foreign = neighbour.client(neighbour.office.receptionist)
    assert foreign.get(f"{HOME}nhap-ho/{sitting}/").status_code == 404
    specialist = desk.client(desk.office.specialist)
    assert specialist.get(HOME).status_code == 403
    assert specialist.post(f"{HOME}nguoi/", {"personal_number": "079203001234"}).status_code == 403


def test_the_code_goes_to_the_citizen_and_tires_of_guesses(desk, monkeypatch):
    from motcua.submissions.operations import confirm_assisted as words

    client, slug = desk.client(desk.office.receptionist), slug_of(desk)
    draft = fill(client, begin(client, slug))
    with desk.inside():
        sitting = Assistance.objects.get().pk
    back = f"{HOME}nhap-ho/{sitting}/"
    assert client.post(f"{back}nop/", {"way": "code", "code": "000000"}).status_code == 422
    assert client.post(f"{back}ma/").status_code == 302
    too_soon = client.post(f"{back}ma/")
    assert too_soon.status_code == 429
    code = sent_code(desk)
    assert code not in client.get(back).content.decode()
    wrong = "111111" if code != "111111" else "222222"
    for _guess in range(words.MAX_ATTEMPTS):
        assert client.post(f"{back}nop/", {"way": "code", "code": wrong}).status_code == 422
    assert client.post(f"{back}nop/", {"way": "code", "code": code}).status_code == 422

    # A new one, but the answers change after it was asked for.
    monkeypatch.setattr(words, "NOT_BEFORE", words.CODE_LASTS * 0)
    assert client.post(f"{back}ma/").status_code == 302
    changed = answers_of("pag_what") | {"f-fld_copies": "7"}
    assert client.post(f"/to-khai/{draft}/pag_what/", changed).status_code == 302
    assert client.post(f"{back}nop/", {"way": "code", "code": sent_code(desk)}).status_code == 409
    assert client.post(f"{back}ma/").status_code == 302
    assert client.post(f"{back}ma/").status_code == 429
    done = client.post(f"{back}nop/", {"way": "code", "code": sent_code(desk)})
    assert done.status_code == 302
    with desk.inside():
        row = Assistance.objects.get()
        assert (row.confirmed_by, row.code_hash) == ("code", "")
        assert Case.objects.get().code


def test_who_has_no_mail_gets_a_text_message_or_signs_on_the_screen(desk):
    """Besides, the way from the number on a paper to a received dossier is short."""
    client, slug = desk.client(desk.office.receptionist), slug_of(desk)
    asked = []
    counted = client.request

    def request(**given):
        asked.append(given.get("PATH_INFO", ""))
        return counted(**given)

    client.request = request
    draft = fill(client, begin(client, slug, email=""))
    with desk.inside():
        sitting = Assistance.objects.get().pk
    back = f"{HOME}nhap-ho/{sitting}/"
    shown = client.get(back).content.decode()
    screens = len(asked)
    assert "091…678" in shown
    assert 'name="f-fld_sign-drawn"' in shown
    assert client.post(f"{back}ma/").status_code == 302
    assert sent_code(desk, "channel.sms", to="84912345678")
    with desk.inside():
        assert not Delivery.objects.filter(channel="channel.email").exists()

    sign = {"way": "drawing", "f-fld_sign-name": "Lê Văn Khách"}
    assert client.post(f"{back}nop/", sign).status_code == 409
    bad = sign | {"f-fld_sign-drawn": "<svg onload=alert(1)>"}
    assert client.post(f"{back}nop/", bad).status_code == 409
    drawn = {"f-fld_sign-drawn": "10,20 300,40 500,390;600,60"}
    other = sign | drawn | {"f-fld_sign-name": "Người Khác"}
    assert client.post(f"{back}nop/", other).status_code == 409
    done = client.post(f"{back}nop/", sign | drawn)
    assert done.status_code == 302
    with desk.inside():
        row = Assistance.objects.get()
        assert (row.confirmed_by, row.draft_id) == ("drawn", UUID(draft))
        assert Case.objects.get().received_at is not None
        picture = files.get_file(row.evidence_file_id)
        assert (picture.media_type, picture.name) == ("image/png", "chu-ky.png")
    # The person, the service, three pages of the form seen and sent, and the confirmation.
    assert screens <= 9


def sent_code(desk, channel="channel.email", to=""):
    """As it stands in the letter; the worker has not sent it yet."""
    with desk.inside():
        letter = Delivery.objects.filter(message__event="assisted_code", channel=channel)
        if to:
            assert letter.get().address == to
        found = re.search(r"\b(\d{6})\b", letter.order_by("-id")[0].body)
    return found.group(1)


def test_an_account_is_its_owners_and_adopts_what_the_counter_noted(desk):
    client, slug = desk.client(desk.office.receptionist), slug_of(desk)
    begin(client, slug)
    with desk.inside():
        mine = Draft.objects.get().applicant_id
        claims = {"personal_number": PERSON["personal_number"], "birthdate": "1970-03-02"}
        stranger = make_applicant(**claims | {"name": "Người Khác"})
        assert stranger.id != mine
        same = make_applicant(**claims | {"name": "Lê Văn Khách"})
        assert same.id == mine
        assert not same.is_walk_in
        unproven = make_applicant(**claims | {"name": "Lê Văn Khách", "acr": "LoA1"})
        assert unproven.id != mine
    taken = client.post(f"{HOME}nguoi/ghi/", PERSON | {"full_name": "Ai Đó"})
    assert taken.status_code == 422
