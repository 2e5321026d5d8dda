import pytest

from motcua.identity.api import remember_applicant
from tenants.api import in_tenant
from tests.factories.identity import make_applicant


@pytest.fixture
def signed_in(tenant_client):
    """``signed_in(tenant, **claims)``: a client of that tenant's portal and its applicant."""

    def make(tenant, **claims):
        client = tenant_client(tenant.slug)
        with in_tenant(tenant.schema_name):
            applicant = make_applicant(**claims)
            session = client.session
            remember_applicant(session, applicant)
            session.save()
        from django.conf import settings

        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
        return client, applicant

    return make
