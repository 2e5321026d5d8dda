"""Items 4, 54 and 56: the database's role, what a raw dump shows, and the audit trail."""

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.kernel import audit
from motcua.kernel.models import AuditEntry
from tenants.context import as_owner
from tests.security.planted import FILE_NAME, client_with

pytestmark = pytest.mark.django_db
# What the planted applicant typed or proved; the number is the one that must never be readable.
NUMBER, PHONE = "001190000123", "912345678"


def cells_of(schema: str):
    """Every text, JSON and byte value of every table of ``schema``, as bytes in clear."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, data_type FROM information_schema.columns "
            "WHERE table_schema = %s AND data_type IN "
            "('text', 'character varying', 'jsonb', 'json', 'bytea', 'ARRAY', 'character')",
            [schema],
        )
        for table, column, _kind in cursor.fetchall():
            cursor.execute(f'SELECT "{column}" FROM "{schema}"."{table}"')
            for (value,) in cursor.fetchall():
                raw = bytes(value) if isinstance(value, memoryview | bytes) else str(value).encode()
                yield f"{table}.{column}", raw


def test_a_raw_dump_shows_no_identity_number(planted_province):
    planted = planted_province
    found, count = set(), 0
    for schema in (planted.tenant.schema_name, "public"):
        for place, raw in cells_of(schema):
            count += 1
            if NUMBER.encode() in raw or FILE_NAME.encode() in raw:
                found.add(place)
    assert count > 500
    assert not found, f"readable in the raw tables: {sorted(found)}"


def test_answers_are_readable_to_nobody_without_the_key(planted_province):
    planted = planted_province
    personal = {"submissions_draft", "submissions_submission", "files_stored_file"}
    for place, raw in cells_of(planted.tenant.schema_name):
        if place.split(".")[0] in personal:
            assert planted.word.encode() not in raw, place


def test_not_even_the_owner_is_a_superuser():
    """The web signs in as a narrower role: ``integration/tenants/test_roles.py``."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolreplication, rolbypassrls FROM pg_roles "
            "WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False, False, False)
        for forbidden in (
            "SELECT pg_read_file('/etc/passwd')",
            "COPY (SELECT 1) TO PROGRAM 'true'",
            "SELECT * FROM pg_authid",
            "ALTER ROLE CURRENT_USER SUPERUSER",
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                cursor.execute(forbidden)


def test_the_trail_cannot_be_changed_and_a_change_would_show(planted_province):
    planted = planted_province
    subject = f"case:{planted.twin.case_id}"
    with planted.inside():
        report = audit.verify_chain(subject)
        assert report.intact
        assert report.length >= 5
        for attack in (
            lambda: AuditEntry.objects.filter(subject=subject).update(action="x"),
            lambda: AuditEntry.objects.filter(subject=subject).delete(),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                attack()
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("TRUNCATE kernel_audit_entry CASCADE")
        # Whoever owns a table may empty it; the verifier misses what is gone.
        with as_owner(), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("TRUNCATE kernel_audit_entry CASCADE")
        assert not audit.verify_chain(subject).intact


def test_officers_who_read_a_dossier_leave_a_trace(planted_province):
    planted = planted_province
    subject = f"case-reads:{planted.twin.case_id}"
    with planted.inside():
        before = audit.verify_chain(subject).length
    client = client_with(planted.host(), planted.staff_key())
    assert client.get(f"/quan-tri/mot-cua/{planted.twin.case_id}/").status_code == 200
    with planted.inside():
        assert audit.verify_chain(subject).length == before + 1
