"""The cache may be away: doors stay shut to guessers and open to owners."""

import copy

import pytest

from tenants.api import in_tenant
from tests.factories.identity import make_citizen, make_staff
from tests.integration.identity.conftest import new_address

pytestmark = pytest.mark.django_db
PASSWORD = "mot-cau-dai-de-nho"


@pytest.fixture
def no_redis(settings):
    caches = copy.deepcopy(settings.CACHES)
    caches["default"]["LOCATION"] = "redis://127.0.0.1:1/0"
    settings.CACHES = caches


def test_staff_sign_in_and_guessers_are_locked_out(no_redis, province, tenant_client):
    client = tenant_client("lam-dong")
    with in_tenant(province.schema_name):
        make_staff("specialist", username="chung", password=PASSWORD)
        assert client.login(username="chung", password=PASSWORD)
        for _ in range(5):
            assert not client.login(username="chung", password="sai")
        assert not client.login(username="chung", password=PASSWORD)


def test_citizens_sign_in_and_guessers_are_locked_out(no_redis, tenant_client):
    client = tenant_client("", REMOTE_ADDR=new_address())
    make_citizen(email="an@example.vn", password=PASSWORD)
    good = {"login": "an@example.vn", "password": PASSWORD}
    assert client.post("/accounts/login/", good).status_code == 302
    assert client.get("/tai-khoan/").status_code == 200
    client.post("/accounts/logout/")
    for _ in range(5):
        client.post("/accounts/login/", good | {"password": "sai"})
    page = client.post("/accounts/login/", good)
    assert "quá nhiều lần" in page.content.decode()
