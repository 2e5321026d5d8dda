"""Item 4: what each database role may do, tried in the roles that really work."""

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from infra.dev.postgres import WEB_ROLE, Postgres
from motcua.identity.models import Account
from motcua.kernel.models import AuditEntry
from motcua.submissions.models import Submission
from tenants.api import create_tenant, in_public, in_tenant
from tenants.models import Tenant
from tenants.operations.check_roles import refuse_wide_role
from tenants.operations.grant_roles import grant_tenant
from tenants.postgres_programs import connection_settings
from tenants.queries.database_roles import role_exists
from tests.factories.identity import make_staff

pytestmark = pytest.mark.django_db


def refused(statement):
    with (
        pytest.raises(DatabaseError) as caught,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert "permission denied" in str(caught.value), statement


def test_a_tenant_s_work_is_done_in_its_own_role(province, ministry):
    for tenant in (province, ministry):
        with in_tenant(tenant.schema_name), connection.cursor() as cursor:
            cursor.execute("SELECT current_user, current_schemas(false)::text")
            assert cursor.fetchone() == (tenant.schema_name, f"{{{tenant.schema_name}}}")


def test_the_role_of_one_tenant_reaches_neither_the_other_nor_the_shared_tables(province, ministry):
    with in_tenant(province.schema_name):
        make_staff("leader")
        for statement in (
            f"SELECT * FROM {ministry.schema_name}.identity_account",
            f"INSERT INTO {ministry.schema_name}.kernel_counter VALUES ('x', 'y', 1)",
            "SELECT * FROM public.identity_account",
            "SELECT * FROM public.tenants_tenant",
            "SELECT * FROM public.django_session",
            "SELECT * FROM template.identity_account",
        ):
            refused(statement)


def test_the_role_of_a_tenant_changes_no_structure_and_no_history(province):
    with in_tenant(province.schema_name):
        for statement in (
            "CREATE TABLE loot (x int)",
            "CREATE SCHEMA loot",
            "TRUNCATE kernel_audit_entry",
            "UPDATE kernel_audit_entry SET action = 'x'",
            "DELETE FROM kernel_audit_entry",
            "DELETE FROM submissions_submission",
            "UPDATE payments_receipt SET amount = 0",
            "CREATE TEMPORARY TABLE loot (x int)",
        ):
            refused(statement)
        for statement in (
            "ALTER TABLE kernel_audit_entry DISABLE TRIGGER ALL",
            "DROP TABLE kernel_audit_entry",
            f"DROP SCHEMA {province.schema_name} CASCADE",
        ):
            with pytest.raises(DatabaseError, match="must be owner"), transaction.atomic():
                connection.cursor().execute(statement)
        assert AuditEntry.objects.count() >= 0
        assert Submission.objects.count() >= 0


def test_pretending_to_erase_does_not_help(province):
    with in_tenant(province.schema_name), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL motcua.erasing = 'on'")
        refused("DELETE FROM kernel_audit_entry")


def test_roles_and_paths_change_together_whatever_happens(province, ministry):
    """Rolled back savepoints and transactions take path and role with them."""

    def now():
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user, current_schemas(false)::text")
            return cursor.fetchone()

    here = (province.schema_name, f"{{{province.schema_name}}}")
    there = (ministry.schema_name, f"{{{ministry.schema_name}}}")
    for _ in range(20):
        with in_tenant(province.schema_name):
            assert now() == here
            with pytest.raises(RuntimeError), transaction.atomic():
                with in_tenant(ministry.schema_name):
                    assert now() == there
                raise RuntimeError
            assert now() == here
            with pytest.raises(DatabaseError), transaction.atomic():
                connection.cursor().execute("SELECT 1/0")
            assert now() == here
        with in_public():
            assert now() == ("motcua", "{public}")


def test_choosing_the_role_costs_no_statement_more(province):
    with in_tenant(province.schema_name):
        Account.objects.count()
        with CaptureQueriesContext(connection) as captured:
            Account.objects.count()
        assert len(captured) == 1
    with CaptureQueriesContext(connection) as captured, in_tenant(province.schema_name):
        Account.objects.count()
        Account.objects.count()
    chosen = [each["sql"] for each in captured if "set_config" in each["sql"]]
    assert len(chosen) == 1
    assert len(captured) == 3


def test_a_newborn_has_its_role_and_one_that_fails_leaves_none(db, monkeypatch):
    fields = {"name": "Thử", "short_name": "Thử", "kind": "agency", "agency_code": "X9"}
    view = create_tenant(slug="vai-tro", **fields)
    tenant = Tenant.objects.get(slug="vai-tro")
    assert tenant.database_role == view.schema_name
    assert role_exists(view.schema_name)
    with in_tenant(view.schema_name), connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (view.schema_name,)


# -- the web's own role --------------------------------------------------------------------------


@pytest.fixture
def web(province):
    """A connection as the web signs in."""
    parameters = connection_settings()
    folder = Postgres(__import__("pathlib").Path(parameters["host"]).parent)
    if not (folder.folder / "web-password").exists():
        pytest.skip("the server is not the embedded one")
    parameters |= {"user": WEB_ROLE, "password": folder.secret("web-password")}
    with psycopg.connect(**parameters, autocommit=True) as opened:
        yield opened


def test_the_web_creates_nothing_and_reads_no_tenant_without_the_switch(web, province):
    for statement in (
        "CREATE SCHEMA loot",
        "CREATE TABLE public.loot (x int)",
        "CREATE TEMPORARY TABLE loot (x int)",
        "CREATE ROLE loot",
        "CREATE DATABASE loot",
        f"SELECT * FROM {province.schema_name}.identity_account",
        "SELECT * FROM template.identity_account",
        f"CREATE TABLE {province.schema_name}.loot (x int)",
        "DELETE FROM public.tenants_tenant",
        "UPDATE public.tenants_domain SET domain = 'x'",
        "INSERT INTO public.django_migrations (app, name, applied) VALUES ('x', 'y', now())",
        "UPDATE public.kernel_audit_entry SET action = 'x'",
        "SET ROLE motcua",
        "SELECT * FROM pg_authid",
        "SELECT pg_read_file('/etc/passwd')",
        "COPY (SELECT 1) TO PROGRAM 'true'",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            web.execute(statement)
    assert web.execute("SELECT count(*) FROM public.tenants_tenant").fetchone()[0] >= 2
    web.execute("SELECT count(*) FROM public.identity_account")


def test_with_the_switch_it_is_that_tenant_and_no_more(web, province, ministry):
    web.execute(f'SET ROLE "{province.schema_name}"')
    assert web.execute(f"SELECT count(*) FROM {province.schema_name}.identity_account").fetchone()
    for table in (f"{ministry.schema_name}.identity_account", "public.identity_account"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            web.execute(f"SELECT * FROM {table}")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        web.execute(f"SELECT public.motcua_erase_case('{ministry.schema_name}', gen_random_uuid())")


def test_the_web_role_starts_and_the_owner_does_not(web, settings):
    """The check at start-up, in both roles."""
    from tenants.queries import database_roles

    report = database_roles.inspect_role()
    assert "may create schemas" in report.faults
    asked = lambda query, *values: (web.execute(query, values).fetchone() or [None])[0]  # noqa: E731
    real = database_roles._ask
    database_roles._ask = asked
    try:
        found = database_roles.inspect_role()
    finally:
        database_roles._ask = real
    assert (found.role, found.faults) == (WEB_ROLE, ())


@pytest.mark.django_db(transaction=True)
def test_production_refuses_the_wide_role_unless_told(province, settings):
    settings.MOTCUA_ALLOW_WIDE_ROLE = False
    with pytest.raises(ImproperlyConfigured, match="may create schemas"):
        refuse_wide_role()
    settings.MOTCUA_ALLOW_WIDE_ROLE = True
    refuse_wide_role()


def test_without_roles_everything_works_as_one(province, settings):
    """A database whose user may not create roles: the degraded mode."""
    settings.MOTCUA_TENANT_ROLES = False
    tenant = Tenant.objects.get(schema_name=province.schema_name)
    assert not grant_tenant(tenant)
    connection.set_schema_to_public()
    with in_tenant(province.schema_name), connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_schemas(false)::text")
        assert cursor.fetchone()[0] == settings.DATABASES["default"]["USER"]
        assert Account.objects.count() >= 0
