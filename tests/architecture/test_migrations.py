"""Old and new code serve side by side while a release is rolled out: migrations only add.

What the old code still reads must be there, and what it does not fill must be allowed to be empty.
Taking something away needs two releases: the first stops using it, the second drops it and says so
in its migration, ``contracts = "0.2.0"``: the release since which no code uses it.
"""

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import migrations
from django.db.migrations.loader import MigrationLoader
from django.db.models import NOT_PROVIDED

OURS = ("motcua.", "tenants", "formbuilder", "billing")
# Made before the first release was rolled out anywhere.
BEFORE_THE_FIRST_RELEASE = frozenset(
    {
        "applicants.0003_walk_in",
        "billing.0002_started_at",
        "casework.0005_desk",
        "casework.0006_parties",
        "citizens.0006_untold_at",
        "kernel.0005_hourly_digest",
        "payments.0002_settlement",
        "payments.0003_line_number",
        "tenants.0002_database_role",
        "workflow.0003_unattended_steps",
    }
)
_TAKING_AWAY = (
    migrations.DeleteModel,
    migrations.RemoveField,
    migrations.RenameField,
    migrations.RenameModel,
    migrations.AlterModelTable,
)
_DROPS = re.compile(r"\b(DROP\s+(TABLE|COLUMN)|RENAME\s+(TO|COLUMN))\b", re.IGNORECASE)


def ours() -> Iterator[tuple[str, migrations.Migration]]:
    labels = {each.label for each in apps.get_app_configs() if each.name.startswith(OURS)}
    loader = MigrationLoader(None, ignore_no_migrations=True)
    for (label, name), migration in sorted(loader.disk_migrations.items()):
        if label in labels:
            yield f"{label}.{name}", migration


def faults_of(migration: migrations.Migration) -> list[str]:
    """What the code of the release before could not live with."""
    if re.fullmatch(r"\d+\.\d+\.\d+", getattr(migration, "contracts", "")):
        return []
    made = {each.name.lower() for each in migration.operations
            if isinstance(each, migrations.CreateModel)}  # fmt: skip
    return [
        fault
        for operation in migration.operations
        if getattr(operation, "model_name", "").lower() not in made
        for fault in _faults(operation)
    ]


def _faults(operation: migrations.operations.base.Operation) -> Iterator[str]:
    if isinstance(operation, migrations.SeparateDatabaseAndState):
        for each in operation.database_operations:
            yield from _faults(each)
    elif isinstance(operation, _TAKING_AWAY):
        yield f"{operation.describe()}: the old code still uses it"
    elif isinstance(operation, migrations.AddField):
        # A value that only Django knows is not in the database when the old code inserts a row.
        field = operation.field
        empty = field.null or field.db_default is not NOT_PROVIDED or field.many_to_many
        if not empty:
            yield f"{operation.describe()}: the old code leaves it empty (null or db_default)"
    elif isinstance(operation, migrations.RunSQL) and _DROPS.search(str(operation.sql)):
        yield "raw SQL drops or renames something"


def test_what_is_rolled_out_only_adds():
    found = {name: faults for name, each in ours() if (faults := faults_of(each))}
    new = {name: faults for name, faults in found.items() if name not in BEFORE_THE_FIRST_RELEASE}
    assert not new, (
        "The release that still runs beside the new one would break. Give new columns null or "
        "db_default, take away in a later release (contracts = …), or, until 0.1.0 is rolled out "
        f"anywhere, name the migration in BEFORE_THE_FIRST_RELEASE: {new}"
    )
    assert found.keys() >= BEFORE_THE_FIRST_RELEASE


@pytest.mark.parametrize(
    ("operation", "good"),
    [
        ("AddField('thing', 'x', models.TextField(null=True))", True),
        ("AddField('thing', 'x', models.TextField(db_default=''))", True),
        ("AddField('thing', 'x', models.TextField(default=''))", False),
        ("AddField('thing', 'x', models.TextField())", False),
        ("RemoveField('thing', 'x')", False),
        ("RenameField('thing', 'x', 'y')", False),
        ("DeleteModel('thing')", False),
        ("RunSQL('ALTER TABLE thing DROP COLUMN x')", False),
        ("RunSQL('CREATE INDEX x ON thing (y)')", True),
        ("SeparateDatabaseAndState([migrations.RemoveField('thing', 'x')], [])", False),
        ("SeparateDatabaseAndState([], [migrations.RemoveField('thing', 'x')])", True),
        ("CreateModel('thing', [])", True),
    ],
)
def test_the_rule_itself(operation, good):
    from django.db import models

    made = type("Migration", (migrations.Migration,), {})("0001_x", "x")
    made.operations = [
        eval(f"migrations.{operation}", {"migrations": migrations, "models": models})
    ]
    assert (not faults_of(made)) == good
    made.contracts = "0.2.0"
    assert not faults_of(made)
