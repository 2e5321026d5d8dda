import pytest

from motcua.backoffice.designer.starters import start_usual
from motcua.catalogue.api import create_service
from motcua.identity.models import Account
from motcua.kernel.actors import SYSTEM
from tenants.api import in_tenant
from tests.factories.identity import make_staff


@pytest.fixture
def usual():
    """``usual()`` is a document with nothing wrong; ``usual("other-slug")`` another."""

    def make(slug="phep-thu"):
        data = start_usual(code="1.001193", name="Cấp giấy phép thử", slug=slug).to_json()
        data["service"]["summary"] = {"vi": "Dùng để thử."}
        data["procedure"]["sector"] = {"vi": "Hộ tịch"}
        return data

    return make


@pytest.fixture
def service(province, usual, now):
    with in_tenant(province.schema_name):
        return create_service(document=usual(), by=SYSTEM, now=now)


@pytest.fixture
def signed_in(province, tenant_client):
    """``signed_in("builder")`` is a client in the province as somebody with that role."""

    def make(*roles, slug="lam-dong", schema=None, **client):
        with in_tenant(schema or province.schema_name):
            person = make_staff(*roles)
            client = tenant_client(slug, **client)
            client.force_login(
                Account.objects.get(pk=person.id), "motcua.identity.backends.StaffBackend"
            )
        return client

    return make


@pytest.fixture
def address(service):
    return lambda act="": f"/quan-tri/dich-vu/{service.id}/{act + '/' if act else ''}"
