"""Django's ``migrate`` without drawing what the schema at hand does not have.

Every migration is recorded in every schema, though two thirds of them concern apps whose tables
live elsewhere. Django's executor builds the model classes of all apps for each operation all the
same; measured, that was nine tenths of the time of migrating the public schema.
``TENANT_BASE_MIGRATE_COMMAND`` names this command.
"""

from typing import Any

from django.core.management.commands import migrate
from django.db import router
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration
from django.db.migrations.state import ProjectState


class LeanExecutor(MigrationExecutor):
    """Migrations of apps without tables here only change the state, and are recorded."""

    def _migrate_all_forwards(
        self,
        state: ProjectState,
        plan: list[tuple[Migration, bool]],
        full_plan: list[tuple[Migration, bool]],
        fake: bool,
        fake_initial: bool,
    ) -> ProjectState:
        waiting = {migration for migration, _backwards in plan}
        for migration, _backwards in full_plan:
            if not waiting:
                break
            if migration not in waiting:
                continue
            if router.allow_migrate(self.connection.alias, migration.app_label):
                state = self.apply_migration(state, migration, fake=fake, fake_initial=fake_initial)
            else:
                state = self._note(state, migration)
            waiting.remove(migration)
        return state

    def _note(self, state: ProjectState, migration: Migration) -> ProjectState:
        # Model classes drawn so far would be drawn anew at every change.
        state.__dict__.pop("apps", None)
        changed: ProjectState = migration.mutate_state(state, preserve=False)
        # The stubs still have the signature of an older Django.
        self.record_migration(migration)  # type: ignore[call-arg,arg-type]
        return changed


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> Any:
        """Django's command takes its executor from its own module."""
        usual = migrate.MigrationExecutor  # type: ignore[attr-defined]
        migrate.MigrationExecutor = LeanExecutor  # type: ignore[attr-defined]
        try:
            return super().handle(*args, **options)
        finally:
            migrate.MigrationExecutor = usual  # type: ignore[attr-defined]
