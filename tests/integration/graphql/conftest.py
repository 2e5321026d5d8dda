import pytest

from motcua.identity.applicants.queries.applicants import SESSION_KEY
from tenants.api import in_tenant


@pytest.fixture
def signed_in_as(tenant_client):
    def make(tenant, applicant):
        from django.conf import settings

        client = tenant_client(tenant.slug)
        with in_tenant(tenant.schema_name):
            session = client.session
            session[SESSION_KEY] = str(applicant.id)
            session.save()
        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
        return client

    return make
