"""A connection that has worked for many agencies is replaced; nothing in between notices."""

import pytest
from celery.signals import worker_init
from django.core.exceptions import ImproperlyConfigured
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


@pytest.mark.parametrize(
    "check", ["check_pooling.refuse_shared_sessions", "check_roles.refuse_wide_role"]
)
def test_a_worker_that_must_not_start_does_not(monkeypatch, check):
    """Celery would log the error and go on."""

    def refuse():
        raise ImproperlyConfigured("Set pool_mode = session.")

    for name in ("check_pooling.refuse_shared_sessions", "check_roles.refuse_wide_role"):
        monkeypatch.setattr(f"tenants.operations.{name}", refuse if name == check else lambda: None)
    with pytest.raises(SystemExit, match="Set pool_mode"):
        worker_init.send(sender=None)
