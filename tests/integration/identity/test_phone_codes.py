"""Signing in by a code to a telephone, and the telephone of an account."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from motcua.identity.citizens.models import AccountPhone, CodePurpose, Person, PhoneCode
from motcua.identity.citizens.operations import phone_codes
from motcua.identity.citizens.operations.phone_codes import (
    CodeOver,
    CodeWrong,
    prove_code,
    send_code,
    spend_proof,
)
from motcua.identity.models import Account
from motcua.kernel.errors import TooMany
from motcua.kernel.models import Counter
from tests.factories.identity import make_citizen
from tests.integration.identity.conftest import new_address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wire")]
ASK, CODE, NAME = (f"/dang-nhap/dien-thoai/{each}" for each in ("", "ma/", "ho-ten/"))
MANAGE, MANAGE_CODE = "/tai-khoan/dien-thoai/", "/tai-khoan/dien-thoai/ma/"
PASSWORD = "mot-cau-dai-de-nho"


@pytest.fixture(autouse=True)
def _texts(settings):
    settings.MOTCUA_SMS_MAIL_DOMAIN = "sms.example"


@pytest.fixture
def visit(tenant_client):
    """A browser of its own."""
    return lambda: tenant_client("", REMOTE_ADDR=new_address())


def told(mailoutbox, number="84912345678"):
    mail = [each for each in mailoutbox if each.to == [f"{number}@sms.example"]][-1]
    return re.search(r"\b\d{6}\b", mail.body)[0]


def later():
    """The minute's limit of a number is over."""
    Counter.objects.filter(scope__startswith="limit:").delete()


def test_one_way_for_new_and_known_numbers(visit, mailoutbox):
    first, second = visit(), visit()
    asked = first.post(ASK, {"phone": "0912 345 678", "next": "/tai-khoan/dien-thoai/"})
    assert asked["Location"] == CODE
    entered = first.post(CODE, {"code": told(mailoutbox)})
    assert entered["Location"] == NAME
    assert first.get("/tai-khoan/").status_code == 302
    done = first.post(NAME, {"full_name": "Lò Văn Bản"})
    assert done["Location"] == "/tai-khoan/dien-thoai/"
    account = Account.objects.get(full_name="Lò Văn Bản")
    assert not account.has_usable_password()
    assert Person.objects.get(account=account).assurance == 1
    assert "09•• ••• 678" in first.get(MANAGE).content.decode()
    # What was proven opens no second account, neither here nor by posting again.
    first.logout()
    assert first.post(NAME, {"full_name": "Người Khác"})["Location"] == ASK

    later()
    again = second.post(ASK, {"phone": "+84912345678", "next": "https://evil.example/"})
    # The same answer, word for word and in its messages, as for a number nobody has.
    assert (again.status_code, again["Location"]) == (asked.status_code, asked["Location"])
    assert [re.sub(r"\d", "", each.body) for each in mailoutbox] == [
        re.sub(r"\d", "", mailoutbox[0].body)
    ] * 2
    entered = second.post(CODE, {"code": f" {told(mailoutbox)[:3]} {told(mailoutbox)[3:]}"})
    assert entered["Location"] == "/tai-khoan/"
    assert second.get("/tai-khoan/").context["request"].user.pk == account.pk
    assert Account.objects.filter(full_name="Lò Văn Bản").count() == 1


def test_asking_costs_the_same_for_every_number(visit):
    """No look-up, so nothing that could take longer."""
    citizen = make_citizen()
    AccountPhone.objects.create(
        account_id=citizen.account_id,
        number="+84912345678",
        number_index=phone_codes.index_of_phone("+84912345678"),
        proven_at=timezone.now(),
    )
    statements = []
    for number in ("0988000111", "0912345678"):
        with CaptureQueriesContext(connection) as caught:
            visit().post(ASK, {"phone": number})
        statements.append([re.sub(r"\d|'[^']*'", "", each["sql"])[:60] for each in caught])
    assert not any("identity_account_phone" in sql for each in statements for sql in each)
    assert set(statements[0]) == set(statements[1])


def test_codes_are_hashed_used_once_and_bound_to_their_browser(visit, mailoutbox):
    now = timezone.now()
    ask = {"purpose": CodePurpose.SIGN_IN, "network": "n", "now": now}
    code_id = send_code(written="0912345678", **ask)
    code = told(mailoutbox)
    assert code not in str(PhoneCode.objects.values().get())
    prove = {"code_id": code_id, "purpose": CodePurpose.SIGN_IN, "now": now}
    with pytest.raises(CodeWrong):
        prove_code(**prove, typed="x")
    for other in (
        {"code_id": None}, {"purpose": CodePurpose.SET}, {"account_id": code_id},
        {"now": now + timedelta(minutes=10, seconds=1)},
    ):  # fmt: skip
        with pytest.raises(CodeOver):
            prove_code(**prove | other, typed=code)
    assert prove_code(**prove, typed=code) == "+84912345678"
    with pytest.raises(CodeOver):
        prove_code(**prove, typed=code)
    spend = {"code_id": code_id, "purpose": CodePurpose.SIGN_IN}
    with pytest.raises(CodeOver):
        spend_proof(**spend, now=now + timedelta(minutes=16))
    assert spend_proof(**spend, now=now) == "+84912345678"
    with pytest.raises(CodeOver):
        spend_proof(**spend, now=now)
    # Another browser has no code to enter, whoever overheard it.
    stranger = visit()
    assert stranger.post(CODE, {"code": code})["Location"] == ASK
    later()
    code_id = send_code(written="0912345678", **ask)
    for _ in range(4):
        with pytest.raises(CodeWrong):
            prove_code(**prove | {"code_id": code_id}, typed="x")
    for typed in ("x", told(mailoutbox)):
        with pytest.raises(CodeOver):
            prove_code(**prove | {"code_id": code_id}, typed=typed)


def test_a_telephone_does_not_ring_all_day(visit, mailoutbox):
    now = timezone.now().replace(minute=0, second=0)
    ask = {"written": "0912345678", "purpose": CodePurpose.SIGN_IN, "now": now}
    send_code(**ask, network="a")
    with pytest.raises(TooMany):
        send_code(**ask, network="b")
    for minute in range(1, 5):
        send_code(**ask | {"now": now + timedelta(minutes=minute)}, network="b")
    with pytest.raises(TooMany):
        send_code(**ask | {"now": now + timedelta(minutes=6)}, network="c")
    answer = visit().post(ASK, {"phone": "12"})
    assert answer.status_code == 422
    assert "số di động Việt Nam" in answer.content.decode()
    assert len(mailoutbox) == 5


def test_setting_changing_and_taking_away(visit, mailoutbox, settings):
    citizen = make_citizen(email="an@example.vn", password=PASSWORD)
    client = visit()
    client.post("/accounts/login/", {"login": "an@example.vn", "password": PASSWORD})
    assert 'name="phone"' not in client.get(MANAGE).content.decode()
    assert client.post(MANAGE, {"phone": "0912345678"})["Location"] == MANAGE
    assert not mailoutbox
    client.post(f"/accounts/reauthenticate/?next={MANAGE}", {"password": PASSWORD})
    assert client.post(MANAGE, {"phone": "0912345678"})["Location"] == MANAGE_CODE
    # Only typed so far: it is nobody's, and its owner may still prove it elsewhere.
    assert not AccountPhone.objects.exists()
    assert client.post(MANAGE_CODE, {"code": "000000x"}).status_code == 422
    client.post(MANAGE_CODE, {"code": told(mailoutbox)})
    assert str(AccountPhone.objects.get(account=citizen.account_id).number) == "+84912345678"

    client.post(MANAGE, {"phone": "0988000111"})
    client.post(MANAGE_CODE, {"code": told(mailoutbox, "84988000111")})
    assert str(AccountPhone.objects.get().number) == "+84988000111"
    assert mailoutbox[-1].to == ["84912345678@sms.example"]
    assert "khong con dung" in mailoutbox[-1].body

    # Proven by somebody else meanwhile: said to who holds the telephone, and nobody loses it.
    later()
    other = visit()
    make_citizen(email="binh@example.vn", password=PASSWORD)
    other.post("/accounts/login/", {"login": "binh@example.vn", "password": PASSWORD})
    other.post(f"/accounts/reauthenticate/?next={MANAGE}", {"password": PASSWORD})
    assert other.post(MANAGE, {"phone": "0988000111"})["Location"] == MANAGE_CODE
    refused = other.post(MANAGE_CODE, {"code": told(mailoutbox, "84988000111")}, follow=True)
    assert "một tài khoản khác" in refused.content.decode()
    assert AccountPhone.objects.get().account_id == citizen.account_id

    client.post(MANAGE, {"act": "remove"})
    assert not AccountPhone.objects.exists()
    settings.MOTCUA_SMS_MAIL_DOMAIN = ""
    assert visit().post(ASK, {"phone": "0977000111"}).status_code == 503
    assert "điện thoại" not in visit().get("/accounts/signup/").content.decode()


def test_who_has_only_a_telephone_proves_it_again_and_keeps_it(visit, mailoutbox):
    client = visit()
    client.post(ASK, {"phone": "0912345678"})
    client.post(CODE, {"code": told(mailoutbox)})
    client.post(NAME, {"full_name": "Lò Văn Bản"})
    client.post(MANAGE, {"act": "remove"})
    assert AccountPhone.objects.exists()
    session = client.session
    for each in session["account_authentication_methods"]:
        each["at"] -= 3600
    session.save()
    page = client.get("/tai-khoan/xoa/").content.decode()
    assert 'name="agree"' not in page
    assert "/tai-khoan/xac-nhan/" in page
    later()
    confirm = {"next": "/tai-khoan/xoa/"}
    assert (
        "Gửi mã khác"
        in client.post("/tai-khoan/xac-nhan/", confirm | {"act": "send"}).content.decode()
    )
    wrong = client.post("/tai-khoan/xac-nhan/", confirm | {"code": "1"})
    assert wrong.status_code == 422
    right = client.post("/tai-khoan/xac-nhan/", confirm | {"code": told(mailoutbox)})
    assert right["Location"] == "/tai-khoan/xoa/"
    assert 'name="agree"' in client.get("/tai-khoan/xoa/").content.decode()
    client.post("/tai-khoan/xoa/", {"agree": "yes"})
    assert mailoutbox[-1].to == ["84912345678@sms.example"]
    assert "sap bi xoa" in mailoutbox[-1].body
