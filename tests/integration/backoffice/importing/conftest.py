import pytest

from motcua.identity.models import Account
from tenants.api import in_tenant
from tests.factories.identity import make_staff


@pytest.fixture
def signed_in(province, tenant_client):
    """``signed_in("builder")`` is a client in the province as somebody with that role."""

    def make(*roles):
        with in_tenant(province.schema_name):
            person = make_staff(*roles)
            client = tenant_client("lam-dong")
            client.force_login(
                Account.objects.get(pk=person.id), "motcua.identity.backends.StaffBackend"
            )
        return client

    return make
