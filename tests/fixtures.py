"""Fixtures for all tests: database, two tenants, time."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest

# A Monday morning in Vietnam (09:00), no holiday near.
NOW = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    from django.conf import settings

    from tests import copies

    base, copy = os.environ.get("MOTCUA_TEST_DB", "test_motcua"), copies.wanted()
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = base
    from django.db import connections

    connections["default"].settings_dict["TEST"]["NAME"] = base
    settings.CACHES["default"]["KEY_PREFIX"] = f"{base}_{copy}" if copy else base


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_db_blocker: Any,
    django_db_modify_db_settings: None,
) -> Iterator[None]:
    """Create (or with ``--reuse-db`` reuse) the database and its two tenants.

    Processes side by side work on copies of one database, which the first of them makes.
    """
    from django.test import TransactionTestCase

    from tests import copies, front_end, snapshots

    reuse = bool(request.config.getvalue("reuse_db"))
    keep = reuse and not request.config.getvalue("create_db")
    with django_db_blocker.unblock():
        if copy := copies.wanted():
            config = copies.make(copy, build=lambda: _build(keep=keep))
        else:
            config = _build(keep=keep)
    front_end.await_it()
    TransactionTestCase._fixture_teardown = lambda _self: snapshots.put_back()
    yield
    if not reuse:
        with django_db_blocker.unblock():
            _tear_down(config)


def _build(*, keep: bool) -> Any:
    from django.core.cache import cache
    from django.db import connection
    from django.test.utils import setup_databases

    from tests import snapshots

    config = setup_databases(verbosity=0, interactive=False, keepdb=keep, serialized_aliases=[])
    cache.clear()
    _ensure_tenants()
    snapshots.take()
    connection.set_schema_to_public()
    return config


def _tear_down(config: Any) -> None:
    from django.test.utils import teardown_databases

    teardown_databases(config, verbosity=0)


def _ensure_tenants() -> None:
    from tenants.api import create_tenant, prepare_template
    from tenants.models import Tenant
    from tenants.operations.migrate_tenants import migrate_tenants

    prepare_template()
    migrate_tenants()
    for fields in (
        {
            "slug": "lam-dong",
            "name": "Ủy ban nhân dân tỉnh Lâm Đồng",
            "short_name": "Lâm Đồng",
            "kind": "province",
            "agency_code": "H36",
        },
        {
            "slug": "bqp",
            "name": "Bộ Quốc phòng",
            "short_name": "Bộ Quốc phòng",
            "kind": "ministry",
            "agency_code": "G11",
        },
    ):
        if not Tenant.objects.filter(slug=fields["slug"]).exists():
            create_tenant(**fields)


@contextmanager
def _entered(slug: str) -> Iterator[Any]:
    from tenants.api import find_tenant, in_tenant

    view = find_tenant(slug=slug)
    with in_tenant(view.schema_name):
        yield view


@pytest.fixture
def province(db: None) -> Any:
    """The province's ``TenantView``; enter it with ``in_tenant(province.schema_name)``."""
    from tenants.api import find_tenant

    return find_tenant(slug="lam-dong")


@pytest.fixture
def ministry(db: None) -> Any:
    from tenants.api import find_tenant

    return find_tenant(slug="bqp")


@pytest.fixture
def inside_province(db: None) -> Iterator[Any]:
    """Run the whole test inside the province."""
    with _entered("lam-dong") as view:
        yield view


@pytest.fixture
def inside_ministry(db: None) -> Iterator[Any]:
    with _entered("bqp") as view:
        yield view


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture(autouse=True)
def _public_schema_afterwards() -> Iterator[None]:
    """A test leaves the connection in the public schema and no tenant in the directory."""
    yield
    from django.db import connection

    from tenants.queries.directory import forget_directory

    forget_directory()
    _forget_what_was_announced()
    connection.set_schema_to_public()


def _forget_what_was_announced() -> None:
    """What was switched or announced in a test is rolled back with it. That nothing was is kept,
    or the next test would ask anew."""
    from motcua.fleet.queries import switchboard

    if any(board.flags or board.announcements for board in switchboard._board.values()):
        switchboard._board.clear()


@pytest.fixture
def tenant_client() -> Any:
    """``tenant_client("lam-dong")`` is a Django test client on that tenant's host."""
    from django.conf import settings
    from django.test import Client

    def make(slug: str, **defaults: Any) -> Client:
        host = f"{slug}.{settings.MOTCUA_PLATFORM_HOST}" if slug else settings.MOTCUA_PLATFORM_HOST
        return Client(SERVER_NAME=host, **defaults)

    return make
