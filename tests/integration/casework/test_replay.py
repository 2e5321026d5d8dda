"""What tests begin with is put back as the product wrote it (``tests.factories.replay``)."""

from django.db import connection, transaction

from motcua.casework.models import IssuedOutput
from tenants.api import in_tenant
from tenants.context import as_owner
from tests.factories import replay
from tests.factories.casework import NOW, usual_office

PEOPLE = ("receptionist", "specialist", "leader", "clerk", "returner")


def written(schema):
    """Every table's rows, whole; keys that are counted up go on counting."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT schemaname, tablename FROM pg_tables WHERE schemaname IN ('public', %s)",
            [schema],
        )
        asked = [
            f"""SELECT '{table}', '{place}', array_agg(row.text ORDER BY row.text) FROM (
                SELECT (to_jsonb(r) - CASE WHEN jsonb_typeof(to_jsonb(r) -> 'id') = 'number'
                    THEN 'id' ELSE '' END)::text AS text FROM "{place}"."{table}" r) row"""
            for place, table in cursor.fetchall()
        ]
        cursor.execute(" UNION ALL ".join(asked))
        return {(place, table): rows for table, place, rows in cursor.fetchall()}


def one_day(schema):
    """Filed, received, issued; who came on the way; what lies in the database then."""
    around = transaction.atomic()
    around._from_testcase = True  # sending a dossier insists on the outermost block
    with around, in_tenant(schema):
        office = usual_office()
        received, issued = office.received(), office.issued()
        people = [getattr(office, name) for name in PEOPLE]
        told = (received.pk, issued.pk, issued.code, office.agency, people, office.now)
        assert not replay.story.over
        found = written(schema)
        transaction.set_rollback(True)
    return told, found


def test_a_second_time_everything_is_as_the_first_time(province, monkeypatch):
    monkeypatch.setattr(replay, "_kept", {})
    monkeypatch.setattr(replay, "_is_untouched", lambda: True)
    done = one_day(province.schema_name)
    recorded = dict(replay._kept)
    assert len(recorded) == 4  # the office; two dossiers; who would hand over
    assert one_day(province.schema_name) == done
    assert dict(replay._kept) == recorded
    assert {place for place, rows in done[1].items() if rows} > {
        (province.schema_name, IssuedOutput._meta.db_table),
        ("public", "overview_dossier"),
    }


def test_whatever_else_is_written_ends_the_story(inside_province, now):
    office = usual_office()
    steps = replay.story.steps
    assert not replay.story.over
    office.received()
    assert len(replay.story.steps) == len(steps) + 1
    office.run_later_work()
    assert replay.story.over
    again = office.received()
    assert len(replay.story.steps) == len(steps) + 1
    assert again.received_at == NOW
