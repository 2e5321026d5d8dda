"""The statements of waiting migrations, written down once and run in every schema that waits.

Django works a migration out anew for each schema: it draws all models and looks into the
catalogue, seconds for one new column. All schemas come from one template, so the statements are the
same in each; only migrations that run Python, or put a value made per schema into a column, are
left to Django.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection, models, router, transaction
from django.db.migrations import Migration, operations
from django.db.migrations.operations.base import Operation
from django_tenants.utils import schema_context
from psycopg import sql

from motcua.kernel.schemas import schema_connection
from tenants.context import in_public
from tenants.domain.naming import TEMPLATE_SCHEMA
from tenants.lean_migrate import LeanExecutor, LeanState

# A table that somebody works in must not make all others wait behind us.
LOCK_SECONDS: Final = 5
Applied = frozenset[tuple[str, str]]
_PLAIN: Final = {
    operations.AddConstraint,
    operations.AddField,
    operations.AddIndex,
    operations.AlterField,
    operations.AlterIndexTogether,
    operations.AlterModelManagers,
    operations.AlterModelOptions,
    operations.AlterModelTable,
    operations.AlterModelTableComment,
    operations.AlterOrderWithRespectTo,
    operations.AlterUniqueTogether,
    operations.CreateModel,
    operations.DeleteModel,
    operations.RemoveConstraint,
    operations.RemoveField,
    operations.RemoveIndex,
    operations.RenameField,
    operations.RenameIndex,
    operations.RunSQL,
}
# What Django does after migrations: types of contents and permissions of new models. The template,
# which Django itself has migrated by now, has them.
_NAMES: Final = """
INSERT INTO django_content_type (app_label, model)
SELECT app_label, model FROM {template}.django_content_type ON CONFLICT DO NOTHING;
INSERT INTO auth_permission (name, codename, content_type_id)
SELECT p.name, p.codename, mine.id FROM {template}.auth_permission p
JOIN {template}.django_content_type t ON t.id = p.content_type_id
JOIN django_content_type mine ON (mine.app_label, mine.model) = (t.app_label, t.model)
ON CONFLICT DO NOTHING;
"""


@dataclass(frozen=True, slots=True)
class MigrationSql:
    """For schemas that have exactly what the one had from which this was written."""

    text: str
    migrations: tuple[tuple[str, str], ...]

    @property
    def makes_something(self) -> bool:
        """Tables, sequences and triggers: rights on them are still to be given."""
        return "CREATE " in self.text.upper()


def write_down(schema: str) -> MigrationSql | None:
    """What ``schema`` lacks, as statements; None when Django must do it. Changes nothing."""
    with schema_context(schema), schema_connection().as_owner():
        executor = LeanExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        here = [m for m, _ in plan if router.allow_migrate(connection.alias, m.app_label)]
        if not all(_is_plain(migration) for migration in here):
            return None
        # The stubs know nothing of this method.
        start = executor._create_project_state(with_applied_migrations=True)  # type: ignore[attr-defined]
        written = _statements(LeanState(start.models, start.real_apps), [m for m, _ in plan], here)
    if any(_names_something(each) for migration in here for each in migration.operations):
        written.append(_NAMES.format(template=f'"{TEMPLATE_SCHEMA}"'))
    names = tuple((m.app_label, m.name) for m, _backwards in plan)
    return MigrationSql("\n".join(written), names)


def run_written(plan: MigrationSql, schema: str) -> None:
    """All of it in one transaction and one round trip. Raises ``DatabaseError``."""
    names = sql.SQL(", ").join(
        sql.SQL("({}, {}, now())").format(sql.Literal(app), sql.Literal(name))
        for app, name in plan.migrations
    )
    with (
        in_public(),
        schema_connection().as_owner(),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        head = sql.SQL("SET LOCAL lock_timeout = {}; SET LOCAL search_path = {};").format(
            sql.Literal(f"{LOCK_SECONDS}s"), sql.Identifier(schema)
        )
        note = sql.SQL("INSERT INTO django_migrations (app, name, applied) VALUES {}").format(names)
        raw = cursor.connection
        try:
            cursor.execute(f"{head.as_string(raw)}\n{plan.text}\n{note.as_string(raw)}")
        finally:
            # SET LOCAL ends with the transaction, behind the backend's back.
            schema_connection().search_path_set_schemas = None


def _statements(state: LeanState, plan: Iterable[Migration], here: list[Migration]) -> list[str]:
    written: list[str] = []
    for migration in plan:
        if migration not in here:
            state.__dict__.pop("apps", None)
            state = migration.mutate_state(state, preserve=False)  # type: ignore[assignment]
            continue
        with connection.schema_editor(collect_sql=True, atomic=False) as editor:
            state = migration.apply(state, editor, collect_sql=True)  # type: ignore[assignment]
        written += editor.collected_sql
    return written


def _is_plain(migration: Migration) -> bool:
    return bool(migration.atomic) and all(_is_written(each) for each in migration.operations)


def _is_written(operation: Operation) -> bool:
    if type(operation) is operations.SeparateDatabaseAndState:
        return all(_is_written(each) for each in operation.database_operations)
    if type(operation) in (operations.AddField, operations.AlterField):
        return _is_same_everywhere(operation.field)  # type: ignore[attr-defined]
    return type(operation) in _PLAIN


def _is_same_everywhere(field: "models.Field[Any, Any]") -> bool:
    """Values for rows that are there already: an encrypted or made-up one differs by schema."""
    if not field.has_default():
        return True
    made_up = callable(field.default) and field.default not in (dict, list)
    return not made_up and not isinstance(field, models.BinaryField)


def _names_something(operation: Operation) -> bool:
    return isinstance(operation, operations.CreateModel | operations.AlterModelOptions)
