"""Host names of a tenant's own: proven or not served, released or nobody's."""

from datetime import timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.test import Client

from motcua.identity.api import follow_domains
from tenants.api import (
    DomainRefused,
    DomainTaken,
    check_domain,
    claim_domain,
    forget_directory,
    in_public,
    in_tenant,
    list_custom_domains,
    recheck_domains,
    release_domain,
    set_redirect,
)

pytestmark = pytest.mark.django_db
HOST = "dichvucong.lamdong.gov.vn"


@pytest.fixture
def shown():
    """What the network would say: host to texts."""
    return {}


def claimed(tenant, now, host=HOST):
    domain_id = claim_domain(tenant_id=tenant.id, typed=host, by_name="Trị", now=now)
    return next(each for each in list_custom_domains(tenant.id) if each.id == domain_id)


def state_of(tenant, domain, shown, now):
    def proofs(host):
        return shown.get(host, [])

    return check_domain(tenant_id=tenant.id, domain_id=domain.id, proofs=proofs, now=now)


def answer(path="/", host=HOST):
    forget_directory()
    return Client(SERVER_NAME=host).get(path)


def test_only_names_that_can_be_somebodys_are_taken(province, now):
    for bad in ("lam-dong.motcua.localhost", "motcua.localhost", "gov.vn", "localhost", "10.0.0.1",
                "a..b", "-a.vn", "x_y.vn", "a.vn:80@b", "", "ví dụ .vn", "a" * 64 + ".vn"):  # fmt: skip
        with pytest.raises(DomainRefused):
            claim_domain(tenant_id=province.id, typed=bad, by_name="x", now=now)
    assert claimed(province, now, "HTTPS://Cổng.Vídụ.vn/abc").host.startswith("xn--")
    claimed(province, now)
    with pytest.raises(DomainRefused):
        claimed(province, now)


def test_a_name_is_served_from_proof_to_release_and_never_by_an_old_proof(
    province, ministry, shown, now
):
    ours, theirs = claimed(province, now), claimed(ministry, now)
    assert answer().status_code == 404
    assert state_of(province, ours, shown, now) == "waiting"
    shown[HOST] = ["v=spf1", ours.proof]
    assert state_of(ministry, theirs, shown, now) == "waiting"
    assert state_of(province, ours, shown, now) == "proven"
    page = answer()
    assert page.status_code == 200
    assert province.name in page.content.decode()
    # Both records stand there now: who has the name keeps it.
    shown[HOST].append(theirs.proof)
    with pytest.raises(DomainTaken):
        state_of(ministry, theirs, shown, now)
    shown[HOST] = [ours.proof]
    release_domain(tenant_id=province.id, domain_id=ours.id, now=now)
    assert answer().status_code == 404
    # The old record still stands; it proves nothing for a new claim of anybody.
    again = claimed(province, now)
    assert again.proof != ours.proof
    assert state_of(province, again, shown, now) == "waiting"
    assert state_of(ministry, theirs, shown, now) == "waiting"
    left = [each for each in list_custom_domains(province.id) if each.state == "released"]
    assert [each.still_points_here for each in left] == [True]
    recheck_domains(proofs=shown.get, points_here=lambda _host: False, now=now)
    assert not [each for each in list_custom_domains(province.id) if each.state == "released"]


def test_a_lost_proof_is_forgiven_for_three_days(province, shown, now):
    ours = claimed(province, now)
    shown[HOST] = [ours.proof]
    state_of(province, ours, shown, now)
    for day, status in ((0, 200), (2, 200), (3, 404)):
        at = now + timedelta(days=day)
        recheck_domains(proofs=lambda _host: [], points_here=lambda _host: True, now=at)
        assert answer().status_code == status, day
    at = now + timedelta(days=4)
    recheck_domains(proofs=shown.get, points_here=lambda _host: True, now=at)
    assert answer().status_code == 200


def test_proxy_redirects_and_sign_in_follow_the_names(province, tenant_client, shown, now):
    from allauth.idp.oidc.models import Client as Known

    platform, ours = tenant_client(""), claimed(province, now)
    ask = "/noi-bo/chung-thu"
    assert platform.get(ask, {"domain": HOST}).status_code == 404
    shown[HOST] = [ours.proof]
    state_of(province, ours, shown, now)
    with in_tenant(province.schema_name):
        follow_domains()
    for host, status in ((HOST, 200), ("motcua.localhost", 200), ("lam-dong.motcua.localhost", 200),
                         ("la.vn", 404), ("", 404), ("x" * 500, 404)):  # fmt: skip
        assert platform.get(ask, {"domain": host}).status_code == status, host
    begun = answer("/dang-nhap/?next=/ho-so/")
    where = parse_qs(urlsplit(begun.headers["Location"]).query)["redirect_uri"][0]
    assert urlsplit(where).hostname == HOST
    with in_public():
        known = Known.objects.get(pk=f"tenant-{province.slug}")
    assert where in known.get_redirect_uris()
    # The form that signs in may lead back there, and to no other name somebody writes in.
    to = urlsplit(begun.headers["Location"])
    login = f"/accounts/login/?{urlencode({'next': f'{to.path}?{to.query}'})}"
    assert HOST in platform.get(login).headers["Content-Security-Policy"]
    foreign = login.replace(HOST, "la.vn")
    assert "la.vn" not in platform.get(foreign).headers["Content-Security-Policy"]
    set_redirect(tenant_id=province.id, domain_id=ours.id, is_redirect=True)
    sent = answer("//la.vn/x?y=1")
    assert sent.status_code == 301
    assert urlsplit(sent.headers["Location"]).hostname == "lam-dong.motcua.localhost"
    assert Client(SERVER_NAME=HOST).post("/dang-nhap/").status_code == 405
    with in_tenant(province.schema_name):
        follow_domains()
    with in_public():
        known.refresh_from_db()
    assert where not in known.get_redirect_uris()
