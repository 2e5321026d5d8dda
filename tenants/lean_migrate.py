"""Django's ``migrate`` without drawing what the schema at hand does not have.

Every migration is recorded in every schema, though two thirds of them concern apps whose tables
live elsewhere. Django's executor builds the model classes of all apps for each operation all the
same; measured, that was nine tenths of the time of migrating the public schema.
``TENANT_BASE_MIGRATE_COMMAND`` names this command.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.core.management.commands import migrate
from django.db import router
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration
from django.db.migrations.state import ModelState, ProjectState
from django.db.migrations.utils import resolve_relation

Key = tuple[str, str]


class LeanState(ProjectState):
    """Draws anew what changed and whatever points at it, directly or through others.

    Django draws everything that is connected with the changed model in either direction, which
    is nearly everything there is, or postpones that to the next migration of data. A model that
    is merely pointed at keeps its class: nothing in that class knows who points there.
    """

    def clone(self) -> "LeanState":
        copied = LeanState({key: each.clone() for key, each in self.models.items()}, self.real_apps)
        if "apps" in self.__dict__:
            copied.__dict__["apps"] = self.apps.clone()
        return copied

    def _find_reload_model(self, app_label: str, model_name: str, delay: bool = False) -> set[Key]:
        pointing = self._pointing()
        found: set[Key] = set()
        waiting = [(app_label, model_name)]
        while waiting:
            each = waiting.pop()
            if each not in found:
                found.add(each)
                waiting.extend(pointing[each])
        return found

    def _pointing(self) -> dict[Key, set[Key]]:
        """Each model to those whose fields or bases name it."""
        found: dict[Key, set[Key]] = defaultdict(set)
        for state in (*self.models.values(), *self.apps.real_models):
            key = state.app_label, state.name_lower
            for target in _named_by(state):
                found[target].add(key)
        return found


def _named_by(state: ModelState) -> Iterator[Key]:
    key = state.app_label, state.name_lower
    for base in state.bases:
        if isinstance(base, str):
            yield resolve_relation(base, *key)
    for field in state.fields.values():
        if field.is_relation and field.remote_field:
            for named in (field.remote_field.model, getattr(field.remote_field, "through", None)):
                if named:
                    yield resolve_relation(named, *key)


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
        state = LeanState(state.models, state.real_apps)
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
