"""Item 49: attempts are counted by the real caller, and also while Redis is away.

Sign-in: ``tests/integration/identity``; payment notices: ``tests/integration/payments``.
"""

import copy
from datetime import UTC, datetime, timedelta

import pytest
from django.test import RequestFactory

from motcua.kernel.clients import client_address, client_network
from motcua.kernel.limits import LimitReached, check_limit
from tenants.api import in_tenant

NOW = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)


def request_from(address, forwarded=None):
    more = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded is not None else {}
    return RequestFactory().get("/", REMOTE_ADDR=address, **more)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "198.51.100.9", "203.0.113.5"),
        (0, None, "203.0.113.5"),
        (1, "198.51.100.9", "198.51.100.9"),
        (1, "1.2.3.4, 198.51.100.9", "198.51.100.9"),
        (2, "1.2.3.4, 198.51.100.9, 10.0.0.2", "198.51.100.9"),
        (1, None, ""),
        (1, "<script>", ""),
        (2, "198.51.100.9", ""),
    ],
)
def test_the_caller_is_who_the_outermost_proxy_saw(settings, proxies, forwarded, expected):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    assert client_address(request_from("203.0.113.5", forwarded)) == expected


def test_limits_count_networks(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert client_network(request_from("2001:db8:1:2::3")) == "2001:db8:1::/56"
    assert client_network(request_from("203.0.113.5")) == "203.0.113.0/24"
    assert client_network(request_from("")) == "unknown"


@pytest.mark.django_db
@pytest.mark.parametrize("redis", ["here", "away"])
def test_attempts_end_with_and_without_redis_each_tenant_for_itself(
    settings, province, ministry, redis
):
    if redis == "away":
        caches = copy.deepcopy(settings.CACHES)
        caches["default"]["LOCATION"] = "redis://127.0.0.1:1/0"
        settings.CACHES = caches
    facts = {"name": f"test-{redis}", "subject": "x", "allowed": 3, "per": timedelta(minutes=15)}
    with in_tenant(province.schema_name):
        for _ in range(3):
            check_limit(**facts, now=NOW)
        with pytest.raises(LimitReached) as told:
            check_limit(**facts, now=NOW)
        assert 0 < told.value.details["retry_after"] <= 900
        check_limit(**facts, now=NOW + timedelta(minutes=15))
    with in_tenant(ministry.schema_name):
        check_limit(**facts, now=NOW)


@pytest.mark.django_db
def test_tracking_by_one_network_address_ends(province, tenant_client, monkeypatch):
    # Otherwise a new window might begin between two attempts.
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    client = tenant_client("lam-dong", REMOTE_ADDR="198.51.100.77")
    answers = [
        client.post("/tra-cuu/", {"code": f"NH-AAAA{n:04d}", "secret": "x"}).status_code
        for n in range(22)
    ]
    assert set(answers[:20]) == {404}
    assert answers[20:] == [429, 429]
