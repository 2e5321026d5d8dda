"""No page costs more queries with more fields, dossiers, services or tenants."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tenants.api import in_public, in_tenant
from tenants.models import Domain, Tenant, TenantStatus
from tenants.queries.directory import forget_directory
from tests.asked import reads
from tests.factories.casework import make_office
from tests.factories.catalogue import publish, small_document, small_page

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)


def queries_of(client, path):
    """Asked twice: the first answer fills the caches of the process. Whether the connection stands
    in the tenant's schema already depends on who used it last and is not counted."""
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return reads(caught)


def form_of(count):
    page = small_page()
    page["fields"] += [
        {
            "id": f"fld_them_{n}",
            "key": f"them_{n}",
            "type": "short_text",
            "label": {"vi": f"Câu {n}"},
        }
        for n in range(count)
    ]
    return small_document(form={"pages": [page]})


def test_a_form_page_costs_the_same_with_more_fields(province, signed_in):
    client, _applicant = signed_in(province)
    counts = []
    for fields in (5, 50):
        with in_tenant(province.schema_name):
            version = publish(form_of(fields), now=NOW)
        begun = client.post(f"/nop-ho-so/{version.slug}/")
        assert begun.status_code == 302
        counts.append(len(queries_of(client, begun["Location"])))
    assert counts[0] == counts[1] <= 3


def test_the_list_of_services_costs_the_same_with_more_services(province, tenant_client):
    client, counts = tenant_client(province.slug), []
    for new in (1, 2):
        with in_tenant(province.schema_name):
            for _ in range(new):
                publish(small_document(), now=NOW)
        counts.append(len(queries_of(client, "/dich-vu/")))
    assert counts[0] == counts[1]


def test_my_dossiers_cost_the_same_with_more_dossiers(province, signed_in):
    client, applicant = signed_in(province)
    with in_tenant(province.schema_name):
        office = make_office()
        office.applicant = applicant
    counts = []
    for new in (1, 2):
        with in_tenant(province.schema_name):
            for _ in range(new):
                office.file()
        counts.append(len(queries_of(client, "/ho-so/")))
    assert counts[0] == counts[1]


def test_a_request_costs_the_same_with_more_tenants(province, tenant_client):
    client = tenant_client(province.slug)
    before = len(queries_of(client, "/dich-vu/"))
    with in_public():
        for number in (1, 2):
            tenant = Tenant.objects.create(
                schema_name=f"t_khong_{number}",
                slug=f"tinh-{number}",
                name="Tỉnh",
                short_name="Tỉnh",
                kind="province",
                agency_code=f"H9{number}",
                status=TenantStatus.ACTIVE,
            )
            Domain.objects.create(tenant=tenant, domain=f"tinh-{number}.motcua.localhost")
    forget_directory()
    assert len(queries_of(client, "/dich-vu/")) == before
