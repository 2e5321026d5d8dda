import pytest

from tenants.api import TenantStatus, in_public, set_tenant_status
from tenants.models import Tenant
from tenants.queries.directory import forget_directory

pytestmark = pytest.mark.django_db


def test_a_tenant_s_host_is_served(tenant_client, province):
    assert tenant_client("lam-dong").get("/healthz").status_code == 200
    assert tenant_client("").get("/healthz").status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "khong-co.motcua.localhost",
        "127.0.0.1",
        "evil.example",
        "lam-dong.motcua.localhost.evil.example",
    ],
)
def test_an_unknown_host_gets_a_plain_404(client, province, host):
    response = client.get("/", headers={"host": host})
    assert response.status_code == 404
    assert "Lâm Đồng" not in response.content.decode()


def test_a_malformed_host_gets_a_400(client, province):
    assert client.get("/", headers={"host": "a b<script>"}).status_code == 400


@pytest.mark.parametrize(
    ("status", "code"),
    [(TenantStatus.CLOSED, 503), (TenantStatus.ARCHIVED, 410), (TenantStatus.CREATING, 503)],
)
def test_a_tenant_that_is_not_active_is_closed(tenant_client, province, status, code):
    set_tenant_status(tenant_id=province.id, status=status)
    response = tenant_client("lam-dong").get("/healthz")
    assert response.status_code == code
    set_tenant_status(tenant_id=province.id, status=TenantStatus.ACTIVE)
    assert tenant_client("lam-dong").get("/healthz").status_code == 200


def test_forwarded_host_is_not_believed(tenant_client, province):
    response = tenant_client("").get(
        "/healthz", headers={"x-forwarded-host": "lam-dong.motcua.localhost"}
    )
    assert response.wsgi_request.tenant is None


def test_the_directory_answers_without_a_query(tenant_client, province, django_assert_num_queries):
    client = tenant_client("lam-dong")
    client.get("/healthz")
    with django_assert_num_queries(0):
        client.get("/healthz")


def test_the_directory_forgets_a_renamed_domain(tenant_client, province):
    client = tenant_client("lam-dong")
    assert client.get("/healthz").status_code == 200
    with in_public():
        domain = Tenant.objects.get(pk=province.id).domains.get()
        domain.domain = "khac.motcua.localhost"
        domain.save()
    assert client.get("/healthz").status_code == 404
    forget_directory()
