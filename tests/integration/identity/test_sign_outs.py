"""Signing out of the platform ends the portals' sessions, sooner or later, and no others."""

from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.identity.citizens.models import RelyingSession
from motcua.identity.citizens.operations.sign_outs import send_logouts
from motcua.identity.models import SignedInSession
from tenants.api import in_public, in_tenant
from tests.factories.identity import make_citizen

pytestmark = pytest.mark.django_db
PLATFORM = "http://motcua.localhost"
PROVINCE, MINISTRY = "http://lam-dong.motcua.localhost", "http://bqp.motcua.localhost"
PASSWORD = "mot-cau-dai-de-nho"


def arrive(browser, host):
    page = browser.get(f"{host}/dang-nhap/?next=/tra-cuu/")
    if page.context is not None and "redirect_field_value" in page.context:
        browser.sign_in_with_password(page, "an@example.vn", PASSWORD)
    assert browser.visited[-1] == f"{host}/tra-cuu/"


def send(now):
    with in_public():
        return send_logouts(now=now)


def ended():
    """How often each agency that is to be told has been tried."""
    with in_public():
        rows = RelyingSession.objects.filter(ended_at__isnull=False)
        return list(rows.values_list("tries", flat=True))


def is_in(browser, host):
    client = browser.client(host.removeprefix("http://"))
    return client.get("/dang-nhap/?next=/tra-cuu/").headers["Location"] == "/tra-cuu/"


def test_the_portals_are_told_until_they_understand(browser, other_browser, wire):
    make_citizen(email="an@example.vn", password=PASSWORD)
    arrive(browser, PROVINCE)
    arrive(browser, MINISTRY)
    arrive(other_browser, PROVINCE)
    browser.post(f"{PLATFORM}/accounts/logout/", {})
    now = timezone.now()
    wire.down = True
    assert send(now) == 0
    assert is_in(browser, PROVINCE)
    assert ended() == [1, 1]
    wire.down = False
    assert send(now + timedelta(seconds=1)) == 0
    assert send(now + timedelta(seconds=20)) == 2
    assert send(now + timedelta(hours=2)) == 0
    assert not is_in(browser, PROVINCE)
    assert not is_in(browser, MINISTRY)
    assert is_in(other_browser, PROVINCE)


def test_a_session_that_runs_out_tells_nobody_and_a_new_password_everybody(
    browser, other_browser, wire, settings, province
):
    make_citizen(email="an@example.vn", password=PASSWORD)
    arrive(browser, PROVINCE)
    arrive(other_browser, PROVINCE)
    settings.MOTCUA_CITIZEN_IDLE_SECONDS = -1
    assert browser.client("motcua.localhost").get("/tai-khoan/").status_code == 302
    settings.MOTCUA_CITIZEN_IDLE_SECONDS = 3_600
    assert ended() == []
    assert is_in(browser, PROVINCE)
    new = "mot-cau-khac-cung-dai-2026"
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    other_browser.post(f"{PLATFORM}/accounts/password/change/", data)
    assert send(timezone.now()) == 2
    assert not is_in(browser, PROVINCE)
    assert not is_in(other_browser, PROVINCE)
    with in_tenant(province.schema_name):
        assert not SignedInSession.objects.exists()


def test_ending_every_session_also_ends_those_nobody_listed(browser, other_browser, wire):
    make_citizen(email="an@example.vn", password=PASSWORD)
    for each in (browser, other_browser):
        page = each.get(f"{PLATFORM}/dang-nhap/?next=/tai-khoan/")
        each.sign_in_with_password(page, "an@example.vn", PASSWORD)
    with in_public():
        SignedInSession.objects.all().delete()
    browser.post(f"{PLATFORM}/tai-khoan/thiet-bi/", {"act": "others"})
    assert browser.client("motcua.localhost").get("/tai-khoan/").status_code == 200
    assert other_browser.client("motcua.localhost").get("/tai-khoan/").status_code == 302
