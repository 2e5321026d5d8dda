"""Item 3: isolation through a real pooler, in the mode that the runbook prescribes; others refused."""

import http.client
import os
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.utils import timezone

from infra.dev.places import ROOT
from infra.dev.ports import free_port
from infra.dev.postgres import WEB_ROLE, Postgres
from infra.dev.processes import wait_until
from tenants.api import in_tenant
from tenants.operations import check_pooling
from tenants.postgres_programs import connection_settings
from tenants.queries.pooling import inspect_pooling
from tests import pgbouncer
from tests.benchmarks.web import web
from tests.factories.catalogue import publish, small_document

# The same tests, collected once more: here their connection goes through PgBouncer.
from tests.integration.tenants.test_isolation import (  # noqa: F401
    test_a_thousand_interleaved_rounds,
    test_content_types_with_different_ids_are_not_mixed_up,
    test_equal_user_names_are_different_people,
    test_savepoint_rollback_keeps_the_tenant,
    test_shared_tables_are_out_of_reach_inside_a_tenant,
)
from tests.integration.tenants.test_roles import (  # noqa: F401
    test_roles_and_paths_change_together_whatever_happens,
    test_the_role_of_one_tenant_reaches_neither_the_other_nor_the_shared_tables,
)

pytestmark = [
    pytest.mark.services,
    pytest.mark.django_db,
    pytest.mark.skipif(
        pgbouncer.find_pgbouncer() is None,
        reason="PgBouncer is not installed (Debian: `apt-get install pgbouncer`): isolation "
        "behind a pooler was not tried",
    ),
]
CLIENTS, ASKED_BY_EACH = 8, 24


@pytest.fixture(scope="module")
def server(django_db_setup):
    """The embedded server's own address and passwords, before anything goes through the pooler."""
    if "MOTCUA_TEST_SERVICES_DIR" not in os.environ:
        pytest.skip("needs the embedded PostgreSQL")
    real = connection_settings()
    folder = Postgres(Path(os.environ["MOTCUA_TEST_SERVICES_DIR"]) / "postgres")
    address = folder.address()
    users = {real["user"]: real["password"], WEB_ROLE: folder.secret("web-password")}
    return {"host": address.host, "port": address.port, "dbname": real["dbname"]}, users


@pytest.fixture(scope="module")
def pooler(server):
    home = Path(tempfile.mkdtemp(prefix="motcua-pooler-"))
    place, users = server
    with pgbouncer.running(home, server=place, users=users) as running:
        yield running
    shutil.rmtree(home)


@pytest.fixture(scope="module", autouse=True)
def through_the_pooler(pooler, django_db_blocker):
    """Every connection of this module's tests is one of PgBouncer's sessions."""
    check_pooling._looked_at.clear()
    before = {name: connection.settings_dict[name] for name in ("HOST", "PORT", "NAME")}
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict.update(HOST="127.0.0.1", PORT=str(pooler.port), NAME="kept")
        yield
        connection.close()
        connection.settings_dict.update(before)


def test_this_is_really_the_pooler(pooler, server):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        assert cursor.fetchone()[0] != connection.connection.pgconn.backend_pid
    user = connection.settings_dict["USER"]
    report = inspect_pooling(pooler.parameters("kept", user))
    assert (report.is_pooled, report.mode, report.fault) == (True, "session", "")
    place, users = server
    assert not inspect_pooling({**place, "user": user, "password": users[user]}).is_pooled


@pytest.mark.parametrize("door", ["lent", "single"])
@pytest.mark.parametrize("console", [True, False])
def test_unsafe_modes_are_refused(pooler, monkeypatch, door, console):
    """By PgBouncer's own word, and just as well where its console does not let us in."""
    if not console:
        monkeypatch.setattr("tenants.queries.pooling._told_mode", lambda _parameters: "")
    parameters = pooler.parameters(door, connection.settings_dict["USER"])
    with pytest.raises(ImproperlyConfigured, match="pool_mode = session"):
        check_pooling.judge_pooling(parameters)


def test_a_new_connection_is_refused_when_the_mode_was_changed_meanwhile():
    another = connection.copy()
    another.settings_dict = connection.settings_dict | {"NAME": "lent"}
    with pytest.raises(ImproperlyConfigured, match="lends"):
        another.ensure_connection()
    assert another.connection is None


def test_sessions_handed_on_uncleared_are_refused(server):
    home = Path(tempfile.mkdtemp(prefix="motcua-pooler-"))
    place, users = server
    with (
        pgbouncer.running(home, server=place, users=users, reset="") as careless,
        pytest.raises(ImproperlyConfigured, match="without clearing"),
    ):
        check_pooling.judge_pooling(careless.parameters("kept", connection.settings_dict["USER"]))
    shutil.rmtree(home)


@pytest.fixture
def environment(pooler, monkeypatch, tmp_path):
    """As the web has it: its own role, and only PgBouncer's address."""

    def at(door):
        values = {
            "MOTCUA_DATABASE_URL": pooler.url(door, WEB_ROLE),
            "MOTCUA_ALLOW_WIDE_ROLE": "0",
            "MOTCUA_SCHEME": "http",
            "MOTCUA_PUBLIC_PORT": "80",
            "MOTCUA_LOG_LEVEL": "WARNING",
            "MOTCUA_WEB_PROCESSES": "2",
            "MOTCUA_WEB_THREADS": "2",
            "MOTCUA_VAR": str(tmp_path),
            "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "platform"))),
        }
        for name, value in values.items():
            monkeypatch.setenv(name, value)

    return at


def test_the_web_does_not_start_behind_the_unsafe_mode(environment):
    environment("lent")
    with (
        pytest.raises(RuntimeError, match="agencies would be mixed up"),
        web(free_port(), settings="motcua.config.settings.test"),
    ):
        pass


@pytest.mark.django_db(transaction=True)
def test_two_web_processes_behind_it_never_mix_agencies_up(province, ministry, environment):
    """Each agency has a service of its own; pages, refusals and failures of both, interleaved."""
    for slug, tenant in (("cua-tinh", province), ("cua-bo", ministry)):
        with in_tenant(tenant.schema_name):
            name = {"vi": f"Dịch vụ của {slug}"}
            service = {"slug": slug, "name": name, "summary": name}
            publish(small_document(service=service), now=timezone.now())
    environment("kept")
    port = free_port()
    with web(port, settings="motcua.config.settings.test") as server:
        # The last of them may still be starting when the first answers.
        assert wait_until(lambda: len(server.workers()) == 3, seconds=60)
        with ThreadPoolExecutor(CLIENTS) as pool:
            wrong = [each for found in pool.map(_visits, [port] * CLIENTS) for each in found]
    assert not wrong


def _visits(port):
    """What came back other than it must."""
    hosts = {"lam-dong.motcua.localhost": "cua-tinh", "bqp.motcua.localhost": "cua-bo"}
    wrong = []
    opened = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    for number in range(ASKED_BY_EACH):
        host, own = list(hosts.items())[number % 2]
        other = next(slug for slug in hosts.values() if slug != own)
        method, path, status = (
            ("GET", f"/dich-vu/{own}/", 200),
            ("GET", "/dich-vu/", 200),
            ("GET", f"/dich-vu/{other}/", 404),
            ("POST", "/tra-cuu/", 403),
        )[number // 2 % 4]
        opened.request(method, path, headers={"Host": host})
        answer = opened.getresponse()
        page = answer.read().decode()
        if answer.status != status or (status == 200 and (own not in page or other in page)):
            wrong.append((host, path, answer.status))
    opened.close()
    return wrong
