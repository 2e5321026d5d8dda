"""An agency opens its portal by itself; floods, guesses and other people's names get nowhere."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from billing.api import subscription_of
from motcua.fleet.api import (
    CodeSpent,
    CodeWrong,
    SignupForm,
    approve_signup,
    begin_signup,
    get_signup,
    list_waiting_signups,
    prove_email,
    run_next_job,
)
from motcua.fleet.models import Job, Signup
from motcua.kernel.limits import LimitReached
from tenants.api import SlugTaken, find_tenant, in_tenant, list_tenants

pytestmark = pytest.mark.django_db
WRITTEN = {
    "name": "Ủy ban nhân dân phường Thử Nghiệm",
    "short_name": "Phường Thử Nghiệm",
    "slug": "",
    "kind": "agency",
    "agency_code": "H99.01",
    "contact_name": "Nguyễn Thị Thử",
    "contact_title": "Chánh Văn phòng",
    "email": "van-phong@example.vn",
    "phone": "0263 3000 009",
    "authority": "Quyết định 12/QĐ-UBND ngày 05/6/2026",
    "plan": "trial",
}


def form(**changes):
    return SignupForm(**{**WRITTEN, "slug": "phuong-thu-nghiem", **changes})


def code_in_mail():
    return re.search(r"\b(\d{6})\b", mail.outbox[-1].subject)[1]


def platform():
    return Client(SERVER_NAME="motcua.localhost")


def test_from_the_form_to_a_served_portal_and_a_technician_with_a_password(province, settings):
    browser = platform()
    assert "Mở cổng" in browser.get("/mo-cong/").content.decode()
    faulty = browser.post("/mo-cong/", {**WRITTEN, "slug": "cổng-lạ", "authority": "x"})
    assert faulty.status_code == 422
    assert "cong-la" in faulty.content.decode()

    assert browser.post("/mo-cong/", WRITTEN).headers["Location"] == "/mo-cong/tien-do/"
    wrong = browser.post("/mo-cong/tien-do/", {"code": "abc"})
    assert wrong.status_code == 422
    assert Job.objects.count() == 0
    browser.post("/mo-cong/tien-do/", {"code": code_in_mail()})
    waiting = browser.get("/mo-cong/tien-do/")
    assert "Đang dựng cổng" in waiting.content.decode()
    assert waiting.headers["Refresh"]
    assert platform().get("/mo-cong/tien-do/").status_code == 404

    from django.utils import timezone

    assert run_next_job(now=timezone.now())
    assert "Cổng đã sẵn sàng" in browser.get("/mo-cong/tien-do/").content.decode()
    tenant = find_tenant(slug="phuong-thu-nghiem")
    assert (tenant.live_at, tenant.kind, subscription_of(tenant.id).state) == (
        None,
        "agency",
        "trial",
    )

    portal = Client(SERVER_NAME=tenant.primary_host)
    home = portal.get("/").content.decode()
    assert "Phường Thử Nghiệm" in home
    assert portal.get("/dich-vu/").content.decode().count("/dich-vu/") > 3

    link = browser.post("/mo-cong/vao/").headers["Location"]
    assert tenant.primary_host in link
    path = link.partition(tenant.primary_host)[2]
    path = path[path.index("/") :]
    chosen = {"password": "mot-cau-dai-de-nho", "again": "mot-cau-dai-de-nho"}
    assert portal.post(path, chosen).status_code in (302, 303)
    assert portal.post(path, chosen).status_code == 410
    with in_tenant(tenant.schema_name):
        from motcua.identity.models import Account

        assert Account.objects.get(username="quan-tri").check_password("mot-cau-dai-de-nho")


def test_a_code_is_guessed_six_times_at_most(now):
    signup = begin_signup(form=form(), network="10.0.0.0/24", now=now)
    code = code_in_mail()
    for _try in range(6):
        with pytest.raises(CodeWrong):
            prove_email(signup_id=signup, code="000000" if code != "000000" else "1", now=now)
    with pytest.raises(CodeSpent):
        prove_email(signup_id=signup, code=code, now=now)
    late = begin_signup(form=form(), network="10.0.0.0/24", now=now)
    with pytest.raises(CodeSpent):
        prove_email(signup_id=late, code=code_in_mail(), now=now + timedelta(minutes=21))
    assert Signup.objects.filter(state="code_sent").count() == 2
    assert Job.objects.count() == 0


def test_two_may_type_one_address_but_one_gets_it_and_floods_end(now):
    first = begin_signup(form=form(), network="10.0.1.0/24", now=now)
    first_code = code_in_mail()
    second = begin_signup(form=form(email="khac@example.vn"), network="10.0.1.0/24", now=now)
    assert prove_email(signup_id=second, code=code_in_mail(), now=now).state == "creating"
    with pytest.raises(SlugTaken):
        prove_email(signup_id=first, code=first_code, now=now)
    # A second press of the button makes no second job.
    prove_email(signup_id=second, code="", now=now)
    assert Job.objects.count() == 1
    for number in range(3):
        begin_signup(form=form(email=f"a{number}@example.vn"), network="10.0.1.0/24", now=now)
    with pytest.raises(LimitReached):
        begin_signup(form=form(email="b@example.vn"), network="10.0.1.0/24", now=now)


def test_the_name_of_a_province_waits_for_an_operator_unless_it_writes_from_gov_vn(now):
    asked = begin_signup(form=form(slug="ca-mau"), network="10.0.2.0/24", now=now)
    assert prove_email(signup_id=asked, code=code_in_mail(), now=now).state == "review"
    assert [each.slug for each in list_waiting_signups()] == ["ca-mau"]
    assert Job.objects.count() == 0
    approve_signup(signup_id=asked, by="Người vận hành", now=now)
    assert Job.objects.count() == 1
    theirs = form(slug="gia-lai", email="vp@gialai.gov.vn")
    own = begin_signup(form=theirs, network="10.0.2.0/24", now=now)
    assert prove_email(signup_id=own, code=code_in_mail(), now=now).state == "creating"


def test_a_failed_creation_leaves_nothing_and_says_so(now, monkeypatch):
    from motcua.fleet.operations import found_tenant

    before = len(list_tenants())
    signup = begin_signup(form=form(), network="10.0.3.0/24", now=now)
    prove_email(signup_id=signup, code=code_in_mail(), now=now)

    def fail(*_args, **_kwargs):
        raise RuntimeError("disk full")

    monkeypatch.setattr(found_tenant, "publish_starters", fail)
    assert run_next_job(now=now)
    assert get_signup(signup).state == "failed"
    assert len(list_tenants()) == before
