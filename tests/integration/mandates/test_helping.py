"""A helper fills in a citizen's form by a one-time code; nothing goes in without the citizen."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from motcua.casework.models import Case
from motcua.identity.api import Account
from motcua.identity.applicants.queries.applicants import forget_applicant
from motcua.kernel import audit
from motcua.mandates.models import HelperConsent
from motcua.mandates.operations.tidy import tidy
from motcua.notifications.models import Delivery
from motcua.submissions.models import Assistance, Draft, Submission
from tenants.api import in_public
from tests.factories import files as bytes_of
from tests.factories.submissions import ANSWERS

pytestmark = pytest.mark.django_db
CODES = "/tai-khoan/nguoi-giup/"
HELP = "/giup-nop/"
WRONG = "không dành cho"
BANNER = "Đang giúp ông/bà Trần Thị Mẫu."


def code_for(person: Any, **wanted: str) -> str:
    made = person.home.post(CODES, wanted)
    assert made.status_code == 200, made.content.decode()
    assert "no-store" in made["Cache-Control"]
    found = re.search(r"(\d{3}) (\d{3}) (\d{4})</h2>", made.content.decode())
    assert found
    return "".join(found.groups())


def begin(volunteer: Any, desk: Any, code: str) -> Any:
    client = volunteer.at(desk.tenant)
    entered = client.post(HELP, {"code": code})
    assert entered.status_code == 302, entered.content.decode()
    return client


def slug_of(desk: Any) -> str:
    from motcua.catalogue.api import get_version

    with desk.inside():
        return get_version(desk.office.version_id).slug


def fill(client: Any, draft: str) -> None:
    for page_id, answers in ANSWERS.items():
        posted = {name: values[0] for name, values in answers.items()}
        if page_id == "pag_papers":
            posted["f-fld_paper"] = SimpleUploadedFile("to.pdf", bytes_of.pdf(), "application/pdf")
        address = f"/to-khai/{draft}/{page_id}/"
        assert BANNER in client.get(address).content.decode()
        answer = client.post(address, posted)
        assert answer.status_code == 302, answer.content.decode()[:3000]


def draft_in(answer: Any) -> str:
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return str(answer["Location"].split("/")[2])


def start_again(client: Any, slug: str) -> str:
    return draft_in(client.post(f"/nop-ho-so/{slug}/"))


def sent_code(desk: Any) -> str:
    with desk.inside():
        letter = Delivery.objects.filter(message__event="helper_code", channel="channel.email")
        found = re.search(r"\b(\d{6})\b", letter.order_by("-id")[0].body)
    assert found
    return found.group(1)


def test_from_the_code_to_the_dossier(
    desk: Any, mother: Any, volunteer: Any, stranger: Any, monkeypatch: Any
) -> None:
    slug = slug_of(desk)
    code = code_for(mother, noi=desk.tenant.slug)
    with in_public():
        assert code not in str(HelperConsent.objects.values())
    client = begin(volunteer, desk, code)
    # Once: neither by another nor again.
    assert WRONG in stranger.at(desk.tenant).post(HELP, {"code": code}).content.decode()
    assert WRONG in volunteer.at(desk.tenant).post(HELP, {"code": code}).content.decode()
    with desk.inside():
        assert Delivery.objects.filter(message__event="help_began").exists()

    # The banner is on every page, and the form is the citizen's.
    for path in ("/dich-vu/", HELP, f"/nop-ho-so/{slug}/"):
        assert BANNER in client.get(path).content.decode(), path
    draft = draft_in(client.post(f"/nop-ho-so/{slug}/"))
    with desk.inside():
        citizen = mother.applicant()
        kept = Draft.objects.get()
        assert (kept.applicant_id, kept.channel) == (citizen.id, "helper")
    first = client.get(f"/to-khai/{draft}/pag_who/").content.decode()
    assert "001190000123" in first
    assert "Theo tài khoản của người được giúp." in first
    fill(client, draft)

    # Where the citizen is reached stays; whose dossier it is, printing and throwing away: not theirs.
    changed = {"f-fld_email": "ke-gian@example.vn", "f-fld_proxy": "no"}
    assert client.post(f"/to-khai/{draft}/pag_who/", changed).status_code == 302
    with desk.inside():
        assert Draft.objects.get().answers["fld_email"] == "me@example.vn"
        assert not Draft.objects.get().locked_fields or (
            "fld_email" not in Draft.objects.get().locked_fields
        )
    assert client.get(f"/to-khai/{draft}/nop-cho-ai/").status_code == 302
    assert client.post(f"/to-khai/{draft}/nop-cho-ai/", {"whom": "person"}).status_code == 302
    assert client.get(f"/to-khai/{draft}/in/").status_code == 403
    assert client.post(f"/to-khai/{draft}/bo/").status_code == 403
    # Nobody else opens it, with or without help of their own.
    other = stranger.at(desk.tenant)
    assert other.get(f"/to-khai/{draft}/pag_who/").status_code == 404

    # Not without the citizen's yes, which the helper cannot give by paper or drawing.
    here = client.post(f"/to-khai/{draft}/nop/", {"seen": ""})["Location"]
    shown = client.get(here).content.decode()
    assert "me@example.vn" not in shown
    assert other.get(here).status_code == 302
    assert client.post(f"{here}nop/", {"code": "000000"}).status_code == 422
    assert client.post(f"{here}nop/", {"way": "paper", "signed": "1"}).status_code == 422
    assert client.post(f"{here}ma/").status_code == 302
    yes = sent_code(desk)
    assert yes not in client.get(here).content.decode()
    done = client.post(f"{here}nop/", {"code": yes})
    again = client.post(f"{here}nop/", {"code": yes})
    assert done["Location"] == again["Location"] == here
    assert "Đã nộp hồ sơ" in client.get(here).content.decode()
    with desk.inside():
        case = Case.objects.get()
        sent = Submission.objects.get()
        assert (case.applicant_id, sent.channel) == (citizen.id, "helper")
        opened = audit.read_chain(case.audit_subject)[0]
        assert opened.data["confirmed_by"] == "code"
        assert "Lê Văn Giúp" in opened.data["note"]
    # No receipt, no dossier for the helper; the citizen sees who helped, and so do officers.
    for path in (f"/bien-nhan/{sent.pk}/", f"/ho-so/{case.pk}/"):
        assert client.get(path).status_code == 404, path
    mine = mother.at(desk.tenant).get(f"/ho-so/{case.pk}/").content.decode()
    assert "Lê Văn Giúp" in mine
    officer = desk.client(desk.office.receptionist)
    assert "Lê Văn Giúp" in officer.get(f"/quan-tri/mot-cua/{case.pk}/").content.decode()
    home = mother.home.get(CODES).content.decode()
    assert "Lê Văn Giúp" in home
    assert "đã nộp hồ sơ" in home

    # Each sitting has codes of its own to confirm with: there are not many of them.
    with desk.inside():
        own = mother.applicant()
    sittings = [client.post(f"/giup-nop/tiep/{start_again(client, slug)}/") for _each in range(4)]
    assert {each.status_code for each in sittings} == {302}
    assert client.post(f"/nop-ho-so/{slug}/").status_code == 429
    with desk.inside():
        assert Assistance.objects.filter(applicant_id=own.id).count() == 5
        Assistance.objects.filter(submission_id=None).delete()

    # It ends at once, by the citizen; another's consent is not theirs to end.
    with in_public():
        consent = HelperConsent.objects.get(used_at__isnull=False)
    end = f"{CODES}{consent.pk}/ket-thuc/"
    assert stranger.home.post(end).status_code == 404
    assert client.get(f"/nop-ho-so/{slug}/").content.decode().count(BANNER) == 1
    second = draft_in(client.post(f"/nop-ho-so/{slug}/"))
    assert mother.home.post(end).status_code == 302
    assert client.get(f"/to-khai/{second}/pag_who/").status_code == 404
    assert client.post(f"/to-khai/{second}/pag_who/", changed).status_code == 404
    assert BANNER not in client.get("/dich-vu/").content.decode()
    with desk.inside():
        assert Draft.objects.get(pk=second).answers.get("fld_email") == "me@example.vn"


def test_the_citizen_sends_it_themselves_what_was_helped_with(
    desk: Any, mother: Any, volunteer: Any
) -> None:
    """The code is made from the citizen's own half-filled form; time runs out; they go on alone."""
    slug = slug_of(desk)
    own = mother.at(desk.tenant)
    draft = draft_in(own.post(f"/nop-ho-so/{slug}/"))
    client = begin(
        volunteer, desk, code_for(mother, **{"noi": desk.tenant.slug, "ban-nhap": draft})
    )
    assert client.post(f"/nop-ho-so/{slug}/").status_code == 403
    fill(client, draft)
    with in_public():
        HelperConsent.objects.update(good_until=timezone.now() - timedelta(seconds=1))
    assert client.get(f"/to-khai/{draft}/kiem-tra/").status_code == 404
    page = own.get(f"/to-khai/{draft}/kiem-tra/").content.decode()
    key = re.search(r'name="idempotency_key" value="([^"]+)"', page)
    assert key
    sent = own.post(f"/to-khai/{draft}/nop/", {"idempotency_key": key.group(1)})
    assert sent["Location"].startswith("/bien-nhan/")
    with desk.inside():
        row = Assistance.objects.get()
        assert (row.confirmed_by, row.submission_id) == ("self", Submission.objects.get().pk)
        opened = audit.read_chain(Case.objects.get().audit_subject)[0]
        assert opened.data["confirmed_by"] == "self"


def test_codes_are_for_whom_and_where_they_were_made(
    desk: Any, ministry: Any, mother: Any, volunteer: Any, stranger: Any
) -> None:
    at_home = volunteer.at(desk.tenant)
    # Named for another: refused like a wrong one, and dead after three tries.
    named = code_for(mother, thu="ai-do@example.vn")
    for _try in range(3):
        assert at_home.post(HELP, {"code": named}).status_code == 422
    with in_public():
        row = HelperConsent.objects.get()
        assert (row.ended_by, row.code_hash) == ("tries", "")
    # Not at another agency, not for oneself, not an old or a replaced one.
    here = code_for(mother, noi=desk.tenant.slug)
    assert stranger.at(ministry).post(HELP, {"code": here}).status_code == 422
    assert mother.at(desk.tenant).post(HELP, {"code": here}).status_code == 422
    newer = code_for(mother, thu=volunteer.email)
    assert at_home.post(HELP, {"code": here}).status_code == 422
    with in_public():
        HelperConsent.objects.filter(ended_at=None).update(
            code_until=timezone.now() - timedelta(seconds=1)
        )
    assert at_home.post(HELP, {"code": newer}).status_code == 422
    # Guessing tires, also when a new quarter of an hour begins meanwhile.
    assert 429 in {at_home.post(HELP, {"code": "0000000000"}).status_code for _each in range(13)}

    # Who is not proven helps nobody; a session taken over by another account helps no more.
    from tests.integration.mandates.conftest import Person

    assert Person("Ai Đó", "khong-ro@example.vn").at(desk.tenant).get(HELP).status_code == 403
    client = begin(stranger, desk, code_for(mother))
    slug = slug_of(desk)
    draft = draft_in(client.post(f"/nop-ho-so/{slug}/"))
    # The same consent in the browser of another, or at another agency, is worth nothing.
    with in_public():
        consent = HelperConsent.objects.get(used_at__isnull=False)
    assert (
        volunteer.claim(desk.tenant, consent.pk).get(f"/to-khai/{draft}/pag_who/").status_code
        == 404
    )
    assert (
        "Mã của người được giúp" in stranger.claim(ministry, consent.pk).get(HELP).content.decode()
    )
    # Who signs in anew may go on; not once the citizen's account is closed.
    fresh = stranger.claim(desk.tenant, consent.pk)
    assert fresh.get(f"/to-khai/{draft}/pag_who/").status_code == 200
    with in_public():
        Account.objects.filter(pk=mother.subject).update(is_active=False)
    assert fresh.get(f"/to-khai/{draft}/pag_who/").status_code == 404
    with desk.inside():
        forget_applicant(session := fresh.session)
        session.save()
    assert fresh.get(HELP).status_code == 302
    # Codes nobody used are gone after a day, helping after two years.
    assert tidy(now=timezone.now()) == 0
    assert tidy(now=timezone.now() + timedelta(days=2)) > 0
    with in_public():
        assert [each.pk for each in HelperConsent.objects.all()] == [consent.pk]
    assert tidy(now=timezone.now() + timedelta(days=800)) > 0
