"""Opening and using an account on the platform."""

import re
from uuid import uuid4

import pytest

from motcua.identity.citizens.models import Person
from motcua.identity.models import Account
from tests.factories.identity import make_citizen
from tests.integration.identity.conftest import new_address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wire")]
PASSWORD = "mot-cau-dai-de-nho"


@pytest.fixture
def platform(tenant_client):
    return tenant_client("", REMOTE_ADDR=new_address())


def test_opening_an_account_asks_for_three_things(platform):
    page = platform.get("/accounts/signup/")
    assert [f.name for f in page.context["form"].visible_fields()] == [
        "full_name", "email", "password1",
    ]  # fmt: skip
    assert "Họ và tên" in page.content.decode()
    form = {"full_name": "Lê Văn Bảy", "email": "bay@example.vn", "password1": PASSWORD}
    answer = platform.post("/accounts/signup/", form)
    assert answer.status_code == 302
    account = Account.objects.get(email="bay@example.vn")
    assert account.full_name == "Lê Văn Bảy"
    assert not account.is_staff
    assert Person.objects.get(account=account).assurance == 1
    assert platform.get("/tai-khoan/").status_code == 200


def test_a_weak_password_is_refused(platform):
    form = {"full_name": "Lê", "email": "bay@example.vn", "password1": "12345678"}
    assert platform.post("/accounts/signup/", form).status_code == 200
    assert not Account.objects.exists()


def test_signing_in_by_a_code_in_the_mail(platform, mailoutbox):
    make_citizen(email="an@example.vn")
    platform.post("/accounts/login/code/", {"email": "an@example.vn"})
    code = re.search(r"^[A-Z0-9-]{6,}$", mailoutbox[0].body, re.MULTILINE)[0]
    assert mailoutbox[0].subject == "Mã đăng nhập"
    assert platform.post("/accounts/login/code/confirm/", {"code": code}).status_code == 302
    assert platform.get("/tai-khoan/").status_code == 200


def test_guessing_a_password_is_slowed_down(platform):
    email = f"doan-{uuid4().hex}@example.vn"
    make_citizen(email=email, password=PASSWORD)
    for _ in range(5):
        platform.post("/accounts/login/", {"login": email, "password": "sai"})
    page = platform.post("/accounts/login/", {"login": email, "password": PASSWORD})
    assert "quá nhiều lần" in page.content.decode()
    assert platform.get("/tai-khoan/").status_code == 302


@pytest.mark.parametrize(
    "path",
    [
        "login/", "signup/", "logout/", "login/code/", "password/reset/", "password/reset/done/",
        "password/change/", "email/", "confirm-email/", "inactive/", "reauthenticate/",
        "2fa/", "2fa/totp/activate/", "3rdparty/", "3rdparty/login/cancelled/",
        "3rdparty/login/error/",
    ],
)  # fmt: skip
def test_every_page_is_ours_and_in_vietnamese(platform, path):
    citizen = make_citizen(email="an@example.vn")
    if path not in {"login/", "signup/", "login/code/", "password/reset/"}:
        platform.force_login(
            Account.objects.get(pk=citizen.account_id),
            backend="motcua.identity.citizens.backends.CitizenBackend",
        )
    page = platform.get(f"/accounts/{path}", follow=True)
    assert page.status_code == (401 if path == "3rdparty/login/error/" else 200)
    text = re.sub(r"<[^>]+>", " ", page.content.decode())
    assert not re.search(r"\b(Sign|Log|Password|Email|Submit|Account|Code)\b", text), text


def test_a_code_by_second_factor_is_stored_encrypted(platform):
    from allauth.mfa.adapter import get_adapter

    sealed = get_adapter().encrypt("bi-mat")
    assert "bi-mat" not in sealed
    assert get_adapter().decrypt(sealed) == "bi-mat"


def test_the_platform_s_sign_in_path_leads_to_its_page(platform):
    answer = platform.get("/dang-nhap/?next=https://evil.example/")
    assert answer["Location"] == "/accounts/login/?next=%2Ftai-khoan%2F"


def test_claims_cost_the_same_for_everybody(db, django_assert_max_num_queries):
    from motcua.identity.citizens.provider import SCOPES, OIDCAdapter

    for number in ("", "079203001234"):
        citizen = make_citizen(personal_number=number)
        account = Account.objects.get(pk=citizen.account_id)
        # The person, the telephone, and the data key, not kept before its transaction ends.
        with django_assert_max_num_queries(3):
            OIDCAdapter().get_claims("id_token", account, None, SCOPES)
