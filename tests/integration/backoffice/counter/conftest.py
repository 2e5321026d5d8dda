"""The counter works with the office of the inbox's tests."""

import pytest

from tests.integration.backoffice.inbox.conftest import Desk


@pytest.fixture
def desk(province, tenant_client):
    return Desk(province, tenant_client)


@pytest.fixture
def neighbour(ministry, tenant_client):
    return Desk(ministry, tenant_client)
