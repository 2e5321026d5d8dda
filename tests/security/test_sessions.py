"""Items 45 and 52 for staff and the platform: rotation, real sign-out, nothing cached.

For applicants: ``tests/integration/identity/test_sign_in_round_trip.py``.
"""

import pytest
from django.conf import settings

from tests.factories.identity import make_citizen
from tests.security.planted import PASSWORD, client_with

pytestmark = pytest.mark.django_db
COOKIE = settings.SESSION_COOKIE_NAME


def test_staff_get_a_new_key_at_sign_in_and_none_works_after_sign_out(planted_province):
    planted = planted_province
    client = client_with(planted.host())
    client.get("/tra-cuu/")
    client.get("/dang-nhap/")
    before = client.cookies[COOKIE].value
    form = {"username": planted.staff_username, "password": PASSWORD, "next": "/quan-tri/"}
    assert client.post("/quan-tri/login/", form).status_code == 302
    during = client.cookies[COOKIE].value
    assert before
    assert during != before
    stolen = client_with(planted.host(), during)
    page = stolen.get("/quan-tri/mot-cua/")
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert "private" in page["Cache-Control"]
    client.post("/quan-tri/logout/")
    for key in (before, during):
        assert client_with(planted.host(), key).get("/quan-tri/mot-cua/").status_code == 302


def test_citizens_get_a_new_key_at_sign_in_and_none_works_after_sign_out(db):
    make_citizen(email="xoay@example.vn", password="mot-cau-dai-de-nho")
    client = client_with(settings.MOTCUA_PLATFORM_HOST)
    form = {"login": "xoay@example.vn", "password": "mot-cau-dai-de-nho"}
    assert client.post("/accounts/login/", form).status_code == 302
    during = client.cookies[COOKIE].value
    stolen = client_with(settings.MOTCUA_PLATFORM_HOST, during)
    page = stolen.get("/tai-khoan/")
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    client.post("/accounts/logout/")
    assert client_with(settings.MOTCUA_PLATFORM_HOST, during).get("/tai-khoan/").status_code == 302


@pytest.mark.parametrize("path", ["/ho-so/", "/hop-thu/", "/ho-so/x.css", "/ho-so/1/x.css"])
def test_personal_pages_are_kept_by_no_cache(planted_province, path):
    """Web cache deception: whatever a path ends in, an answer to a signed-in person is private."""
    planted = planted_province
    answer = client_with(planted.host(), planted.applicant_key()).get(path)
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("who", ["applicant", "officer"])
def test_cookies_are_for_this_host_and_no_script(planted_province, who):
    planted = planted_province
    client = client_with(planted.host(), planted.key_of(who))
    answer = client.get("/tra-cuu/")
    for cookie in answer.cookies.values():
        assert not cookie["domain"]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
