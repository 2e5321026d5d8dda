"""A training copy: the same work, nobody's data, and nothing leaves it."""

from datetime import UTC, datetime

import psycopg
import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from motcua.casework.api import timeline
from motcua.casework.models import Case
from motcua.fleet import api as fleet
from motcua.fleet.operations.mail import send_letter
from motcua.identity.api import Account
from motcua.kernel.actors import SYSTEM
from motcua.kernel.audit import verify_all
from motcua.kernel.http import session
from motcua.kernel.text import fold
from motcua.notifications.api import Recipient, notices, notify, send_waiting
from motcua.notifications.models import Delivery
from tenants.api import file_stores, find_tenant, get_tenant, in_tenant
from tenants.operations.delete_tenant import delete_tenant
from tenants.postgres_programs import connection_settings
from tenants.queries.digests import table_digests, walk
from tenants.queries.table_lines import prepare, sealed_columns, table_lines, travelling_tables
from tenants.sealed_off import SealedOff
from tests.security.planted import plant

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]
WORD = "Kanarialam"


def lines_of(schema):
    """Every row of a tenant in clear."""
    sealed = sealed_columns()
    with in_tenant(schema), psycopg.connect(**connection_settings()) as database:
        prepare(database)
        for table in travelling_tables(database, schema):
            for line in table_lines(database, schema, table, sealed.get(table, {})):
                yield table, line.decode()


def test_the_copy_has_the_work_and_none_of_the_people(province, settings, tmp_path):
    settings.MOTCUA_PRIVATE_ROOT = tmp_path / "private"
    planted = plant(province, word=WORD)
    before = state(province.schema_name)
    assert any(WORD in line for _table, line in lines_of(province.schema_name))
    now = timezone.now()
    fleet.ask_deed(kind="tenant.training", tenant_id=province.id, by="Quản trị", now=now)
    assert fleet.run_next_job(now=now)
    job = fleet.list_jobs(tenant_id=province.id)[0]
    assert job.state == "done", job.error
    made = find_tenant(slug="lam-dong-tap-huan")
    try:
        assert state(province.schema_name) == before
        assert (made.is_training, made.practice_of, made.live_at) == (True, province.id, None)
        # The service itself is called by that word: its name is public, and stays.
        leaked = [
            table
            for table, line in lines_of(made.schema_name)
            if WORD.lower() in without_services(made, line).lower()
        ]
        assert not leaked
        assert_same_work(province, made)
        assert_files_are_blank(province, made, planted)
        assert_nothing_leaves(made)
        portal = Client(SERVER_NAME=made.primary_host).get("/").content.decode()
        assert "Bản tập huấn" in portal
        signed_in = Client(SERVER_NAME=made.primary_host).post(
            "/quan-tri/login/", {"username": a_username(made), "password": job.result["password"]}
        )
        assert signed_in.status_code == 302
    finally:
        delete_tenant(tenant_id=made.id)


def without_services(tenant, line):
    if not SERVICES:
        with in_tenant(tenant.schema_name):
            names = [each["vi"] for each in Case.objects.values_list("service_name", flat=True)]
        SERVICES.extend(sorted({*names, *map(fold, names)}, key=len, reverse=True))
    table_is_public = '"draft_search_text"' in line or '"published_by_name"' in line
    for name in SERVICES:
        line = line.replace(name, "")
    return "" if table_is_public else line


SERVICES: list[str] = []


def state(schema):
    with psycopg.connect(**connection_settings()) as database:
        return table_digests(database, schema)


def a_username(tenant):
    with in_tenant(tenant.schema_name):
        return Account.objects.filter(is_active=True).values_list("username", flat=True).first()


def assert_same_work(province, made):
    counted = ("casework_case", "submissions_submission", "workflow_work_item", "files_stored_file",
               "catalogue_service_version", "identity_account", "payments_paymentorder")  # fmt: skip
    there, here = state(province.schema_name), state(made.schema_name)
    for table in counted:
        assert there[table].rows == here[table].rows, table
    assert here["kernel_outbox_entry"].rows == here["notifications_delivery"].rows == 0
    with in_tenant(made.schema_name):
        case = Case.objects.first()
        assert timeline(case.id, by=SYSTEM)
        assert all(report.intact for report in verify_all())
        assert not Account.objects.exclude(email="").exists()


def assert_files_are_blank(province, made, planted):
    for store in file_stores:
        storage = store.storage()
        with in_tenant(made.schema_name):
            for path in walk(storage):
                with storage.open(path, "rb") as content:
                    assert WORD.encode() not in content.read()
    with in_tenant(made.schema_name):
        from motcua.files.api import open_file
        from motcua.files.models import StoredFile

        row = StoredFile.objects.first()
        with open_file(row.id) as content:
            assert len(content.read()) == row.size


def assert_nothing_leaves(made):
    with in_tenant(made.schema_name):
        person, notice = Account.objects.first(), next(iter(notices))
        notify(
            recipient=Recipient(staff_id=person.id, email="that@example.vn", name="Thật"),
            template=notice.key,
            context=dict.fromkeys(notice.placeholders, "x") | {"link": "/"},
            subject="case:x",
            dedupe_key="tap-huan",
            now=datetime.now(UTC),
        )
        send_waiting()
        states = dict(Delivery.objects.values_list("channel", "status"))
        assert states.pop("channel.inbox", "sent") == "sent"
        assert states
        assert set(states.values()) == {"permanent_failure"}
        assert not send_letter(to="that@example.vn", title="x", body="x")
        assert not [each for each in mail.outbox if "that@example.vn" in each.to]
        with pytest.raises(SealedOff):
            session().get("https://example.vn/")
    connection.set_schema_to_public()
    assert get_tenant(made.id).is_training
