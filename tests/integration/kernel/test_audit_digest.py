"""Signed digests: what hash chains alone do not show, and that tampering is named."""

import json
from datetime import date, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from motcua.kernel import audit, audit_digest
from motcua.kernel.actors import SYSTEM
from motcua.kernel.models import AuditDigest
from tenants.api import in_tenant
from tenants.context import as_owner
from tenants.operations.seal_audit import last_hour, seal_audit, verify_audit
from tenants.tasks import sweep_audit

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 15)


@pytest.fixture
def two_days(inside_province, now):
    """Two subjects, sealed on two days; the second subject moves only on the first."""
    for subject in ("case:1", "case:2"):
        for action in ("opened", "received", "closed"):
            audit.record(action=action, subject=subject, by=SYSTEM, at=now)
    seal_audit(day=DAY, now=now)
    audit.record(action="reopened", subject="case:1", by=SYSTEM, at=now)
    seal_audit(day=DAY + timedelta(days=1), now=now + timedelta(days=1))
    return inside_province


def tamper(*statements):
    with as_owner(), connection.cursor() as cursor:
        for table in ("kernel_audit_entry", "kernel_audit_digest", "kernel_audit_key"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in statements:
            cursor.execute(statement)


def first(report):
    link = report.broken[0]
    return link.why, link.day, link.subject, link.entry


def test_digests_are_chained_signed_and_written_once_a_day(two_days, now):
    report = verify_audit()
    assert report.verified
    assert report.digests.digests == 2
    assert report.digests.last_day == date(2026, 6, 16)
    again = seal_audit(day=DAY, now=now)
    assert AuditDigest.objects.count() == 2
    newest, oldest = audit_digest.list_digests()
    assert again.hash == oldest.hash
    assert oldest.chains >= 2
    assert newest.key == oldest.key == audit_digest.public_keys()[1]
    assert audit_digest.rotate_audit_key(now=now) == 2
    later = now + timedelta(days=2)
    assert seal_audit(day=date(2026, 6, 17), now=later).key == audit_digest.public_keys()[2]
    assert verify_audit().verified


@pytest.mark.parametrize(
    ("tampering", "found"),
    [
        (
            [
                "DELETE FROM kernel_audit_entry WHERE subject = 'case:2' AND sequence = 3",
                ("UPDATE kernel_audit_chain SET length = 2, head = (SELECT hash FROM "
                "kernel_audit_entry WHERE subject = 'case:2' AND sequence = 2) "
                "WHERE subject = 'case:2'"),
            ],
            ("end_cut_off", DAY, "case:2", 3),
        ),
        (
            [
                "DELETE FROM kernel_audit_entry WHERE subject = 'case:2'",
                "DELETE FROM kernel_audit_chain WHERE subject = 'case:2'",
            ],
            ("subject_gone", DAY, "case:2", 1),
        ),
        (
            [("UPDATE kernel_audit_entry SET hash = repeat('a', 64) "
             "WHERE subject = 'case:1' AND sequence = 4")],
            ("entry_changed", DAY + timedelta(days=1), "case:1", 4),
        ),
        (
            ["UPDATE kernel_audit_digest SET chains = 7 WHERE number = 1"],
            ("digest_changed", DAY, "", None),
        ),
        (
            ["UPDATE kernel_audit_digest SET signature = repeat('x', 64)::bytea WHERE number = 2"],
            ("signature_wrong", DAY + timedelta(days=1), "", None),
        ),
        (["DELETE FROM kernel_audit_digest WHERE number = 1"],
         ("digest_missing", DAY + timedelta(days=1), "", None)),
        (["DELETE FROM kernel_audit_digest WHERE number = 2"],
         ("digest_not_as_witnessed", DAY + timedelta(days=1), "", None)),
        (["UPDATE kernel_audit_key SET public = repeat('y', 32)::bytea"],
         ("key_missing", DAY, "", None)),
    ],
)  # fmt: skip
def test_tampering_that_chains_do_not_show_is_named(two_days, tampering, found):
    tamper(*tampering)
    report = verify_audit()
    assert not report.verified
    assert first(report.digests) == found


def test_a_chain_computed_anew_shows(two_days, now):
    """Somebody with the code and the database deletes a chain and writes another in its place."""
    tamper(
        "DELETE FROM kernel_audit_entry WHERE subject = 'case:2'",
        "DELETE FROM kernel_audit_chain WHERE subject = 'case:2'",
    )
    for action in ("opened", "received", "refused"):
        audit.record(action=action, subject="case:2", by=SYSTEM, at=now)
    assert audit.verify_chain("case:2").intact
    assert first(verify_audit().digests) == ("chain_rewritten", DAY, "case:2", 3)


def test_a_lawful_erasure_is_no_break(two_days, now):
    audit.record(
        action="case.erased",
        subject=audit.ERASURES,
        by=SYSTEM,
        at=now,
        data={"erased": ["case:2"]},
    )
    tamper(
        "DELETE FROM kernel_audit_entry WHERE subject = 'case:2'",
        "DELETE FROM kernel_audit_chain WHERE subject = 'case:2'",
    )
    assert verify_audit().verified


def test_the_database_refuses_changes_of_digests_and_keys(two_days):
    for change in (
        "UPDATE kernel_audit_digest SET chains = 1",
        "DELETE FROM kernel_audit_digest",
        "DELETE FROM kernel_audit_key",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)


def test_what_was_written_this_morning_is_sealed_by_noon(two_days, now):
    """Hours of a day come before its whole; a chain computed anew within the day shows."""
    day = date(2026, 6, 17)
    audit.record(action="opened", subject="case:3", by=SYSTEM, at=now + timedelta(days=2))
    morning = seal_audit(day=day, hour=9, now=now + timedelta(days=2))
    assert (morning.hour, morning.number) == (9, 3)
    assert seal_audit(day=day, hour=8, now=now + timedelta(days=2)).number == 3
    whole = seal_audit(day=day, now=now + timedelta(days=3))
    assert (whole.hour, whole.number) == (audit_digest.WHOLE_DAY, 4)
    assert verify_audit().verified
    tamper("UPDATE kernel_audit_entry SET hash = repeat('b', 64) WHERE subject = 'case:3'")
    assert first(verify_audit().digests) == ("entry_changed", day, "case:3", 1)


@pytest.mark.parametrize(
    ("moment", "sealed"),
    [
        ("2026-06-15T08:05:00+07:00", (date(2026, 6, 15), 8)),
        ("2026-06-15T01:00:00+07:00", (date(2026, 6, 15), 1)),
        ("2026-06-15T00:05:00+07:00", (date(2026, 6, 14), 24)),
        ("2026-06-14T17:05:00+00:00", (date(2026, 6, 14), 24)),
    ],
)
def test_the_hour_that_is_over(moment, sealed):
    with timezone.override("Asia/Ho_Chi_Minh"):
        assert last_hour(datetime.fromisoformat(moment)) == sealed


def test_every_hour_and_by_command(province, ministry, now, capsys):
    with in_tenant(province.schema_name):
        audit.record(action="opened", subject="case:1", by=SYSTEM, at=now)
    sweep_audit()
    call_command("verify_audit", all=True)
    told = json.loads(capsys.readouterr().out)
    assert told["verified"] is True
    assert told["tenants"]["lam-dong"]["chains"] >= 1
    call_command("seal_audit", all=True)
    with pytest.raises(audit_digest.DayNotOver):
        call_command("seal_audit", all=True, day=date(2100, 1, 1))
    capsys.readouterr()
    call_command("verify_audit", tenant="lam-dong")
    last = date.fromisoformat(json.loads(capsys.readouterr().out)["last_digest"])
    assert last in {timezone.localdate(), timezone.localdate() - timedelta(days=1)}
    with in_tenant(province.schema_name):
        tamper("DELETE FROM kernel_audit_entry WHERE subject = 'case:1'")
    with pytest.raises(CommandError, match="lam-dong: 1 of"):
        call_command("verify_audit", all=True)
    with pytest.raises(CommandError, match="no tenant"):
        call_command("verify_audit", tenant="khong-co")
