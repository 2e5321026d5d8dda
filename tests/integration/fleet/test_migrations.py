"""A deploy over many schemas: nothing to do costs nothing, a failure stops nobody else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tenants.api import in_public, migrated_schemas
from tenants.models import MigratedSchema, Tenant
from tenants.operations import migrate_tenants as module

pytestmark = pytest.mark.django_db


@pytest.fixture
def fleet(province, monkeypatch):
    """Eight more tenants in the directory whose schemas are make-believe."""
    monkeypatch.setattr(module, "grant_missing", lambda: 0)
    monkeypatch.setattr(module, "grant_tenant", lambda _tenant: True)
    with in_public():
        Tenant.objects.bulk_create(
            Tenant(
                schema_name=f"t_none{number}",
                slug=f"co-quan-{number}",
                name="Cơ quan",
                short_name="Cơ quan",
                kind="agency",
                agency_code="X",
                status="active",
            )
            for number in range(8)
        )
        module._enrol(module.fingerprint())
        MigratedSchema.objects.exclude(schema_name__startswith="t_none").update(
            fingerprint=module.fingerprint()
        )
    return [f"t_none{number}" for number in range(8)]


def test_a_failure_in_the_middle_is_told_and_the_next_run_goes_on_there(fleet, monkeypatch):
    done = []
    monkeypatch.setattr(module, "applied_migrations", lambda _schema: set())

    def migrate(schema):
        done.append(schema)
        if schema == "t_none4" and len(done) <= 8:
            raise RuntimeError("column exists already")

    monkeypatch.setattr(module, "migrate_schema", migrate)
    first = module.migrate_fleet()
    assert done == fleet
    assert (first.behind, [name for name, _why in first.failed]) == (8, ["t_none4"])
    assert migrated_schemas()["t_none4"].error
    assert migrated_schemas()["t_none5"].is_current
    with pytest.raises(module.TenantsBehind, match="t_none4"):
        done.clear()
        module.migrate_tenants()
    assert done == ["t_none4"]
    # Mended: one more run, and only where it is needed.
    monkeypatch.setattr(module, "migrate_schema", done.append)
    assert module.migrate_tenants() == 1
    assert not migrated_schemas()["t_none4"].error


def test_nothing_to_do_asks_the_same_few_questions_for_any_number(fleet):
    with in_public():
        MigratedSchema.objects.update(fingerprint=module.fingerprint())
    with CaptureQueriesContext(connection) as many:
        assert module.migrate_fleet().behind == 0
    with in_public():
        Tenant.objects.filter(schema_name__in=fleet[2:]).delete()
        MigratedSchema.objects.filter(schema_name__in=fleet[2:]).delete()
    with CaptureQueriesContext(connection) as few:
        assert module.migrate_fleet().behind == 0
    assert len(many) == len(few) < 12


def test_what_a_dead_process_held_is_taken_over_and_what_a_living_one_holds_is_not(
    fleet, monkeypatch
):
    done = []
    monkeypatch.setattr(module, "applied_migrations", lambda _schema: set())
    monkeypatch.setattr(module, "migrate_schema", done.append)
    now = timezone.now()
    with in_public():
        held = MigratedSchema.objects.filter(schema_name="t_none1")
        held.update(claimed_by="living", claimed_at=now)
        lost = MigratedSchema.objects.filter(schema_name="t_none2")
        lost.update(claimed_by="dead", claimed_at=now - timedelta(minutes=20))
    left = module.migrate_fleet()
    assert "t_none1" not in done
    assert "t_none2" in done
    assert [name for name, _why in left.failed] == ["t_none1"]
