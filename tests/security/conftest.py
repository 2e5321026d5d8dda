"""The two tenants' dossiers are planted once for all tests of this folder.

Planting drives a dossier through the whole product and costs more than most tests that look at
it, so it happens in a transaction around all of them; each test still runs in one of its own and
leaves nothing behind. Whoever needs a tenant spoilt in another way plants ``apart`` from these.
"""

from collections.abc import Iterator

import pytest

from tests.security.planted import Planted, kept_for_several_tests, plant


@pytest.fixture(scope="package")
def both(django_db_setup, django_db_blocker) -> Iterator[tuple[Planted, Planted]]:
    from tenants.api import find_tenant
    from tenants.queries.directory import forget_directory

    with kept_for_several_tests(django_db_blocker):
        with django_db_blocker.unblock():
            province, ministry = find_tenant(slug="lam-dong"), find_tenant(slug="bqp")
            two = plant(province, word="Kanariaxanh"), plant(ministry, word="Hoanganhdo")
        yield two
    forget_directory()


@pytest.fixture(scope="package")
def planted_province(both) -> Planted:
    return both[0]


@pytest.fixture(scope="package")
def planted_ministry(both) -> Planted:
    return both[1]
