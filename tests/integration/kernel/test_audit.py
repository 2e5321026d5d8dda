import json

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from motcua.kernel import audit, rows
from motcua.kernel.actors import SYSTEM
from tenants.context import as_owner

pytestmark = pytest.mark.django_db


def _three_acts(now):
    rows.insert(*audit.first_rows(action="case.opened", subject="case:1", by=SYSTEM, at=now))
    audit.record(action="case.received", subject="case:1", by=SYSTEM, at=now, data={"số": 1})
    audit.record(action="case.closed", subject="case:1", by=SYSTEM, at=now)


def test_a_chain_verifies(inside_province, now):
    _three_acts(now)
    report = audit.verify_chain("case:1")
    assert report.intact
    assert report.length == 3
    assert [entry.sequence for entry in audit.read_chain("case:1")] == [1, 2, 3]


@pytest.mark.parametrize(
    ("tampering", "first_broken"),
    [
        ("UPDATE kernel_audit_entry SET actor_name = 'x' WHERE sequence = 2", 2),
        ("DELETE FROM kernel_audit_entry WHERE sequence = 2", 2),
        ("DELETE FROM kernel_audit_entry WHERE sequence = 3", 3),
        ("DELETE FROM kernel_audit_chain", 1),
    ],
)
def test_tampering_is_found_where_it_happened(inside_province, now, tampering, first_broken):
    _three_acts(now)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE kernel_audit_entry DISABLE TRIGGER USER")
        cursor.execute(tampering)
    reports = list(audit.verify_all()) or [audit.verify_chain("case:1")]
    assert [report.first_broken for report in reports] == [first_broken]


@pytest.mark.parametrize(
    "change", ["UPDATE kernel_audit_entry SET action = 'x'", "DELETE FROM kernel_audit_entry"]
)
def test_the_database_refuses_changes(inside_province, now, change):
    _three_acts(now)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert audit.verify_chain("case:1").intact


def test_the_command_tells_in_json_and_by_its_exit_status(inside_province, now, capsys):
    _three_acts(now)
    call_command("verify_audit")
    told = json.loads(capsys.readouterr().out)
    assert told["verified"] is True
    assert told["entries"] >= 3
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE kernel_audit_entry DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM kernel_audit_entry WHERE subject = 'case:1' AND sequence = 2")
    with pytest.raises(CommandError, match="do not verify"):
        call_command("verify_audit")
    told = json.loads(capsys.readouterr().out)
    assert told["verified"] is False
    assert told["broken"] == [{"subject": "case:1", "entry": 2}]
