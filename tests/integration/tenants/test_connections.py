"""A connection that has worked for many agencies is replaced; nothing in between notices."""

import pytest
from django.db import connection

from motcua.kernel.models import Counter
from tenants.api import in_public, in_tenant
from tests.integration.tenants.test_isolation import (  # noqa: F401
    test_savepoint_rollback_keeps_the_tenant,
)


@pytest.mark.django_db(transaction=True)
def test_past_its_number_of_agencies_a_connection_ends_with_the_request(
    province, ministry, settings
):
    settings.MOTCUA_TENANTS_A_CONNECTION = 2
    connection.close()

    def visit(*tenants):
        for tenant in tenants:
            with in_tenant(tenant.schema_name):
                assert Counter.objects.count() >= 0
        before = connection.connection
        connection.close_if_unusable_or_obsolete()
        return before is not None and connection.connection is before

    with in_public():
        assert visit(province)
    assert visit(province, province)
    # The third schema, the shared one counted.
    assert not visit(ministry)
    assert visit(province)
