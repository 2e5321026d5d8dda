"""Bring every tenant's schema up to date: in parallel, resumable, each with its own outcome.

One table in the shared schema says which fingerprint of migrations each schema has, so a deploy
with nothing to do asks one question, whatever the number of tenants. What the others lack is
written down once as statements and run in each (``migration_sql``). Where Django itself must do it,
schemas are shared out among processes. Each claims one schema at a time; a process that dies
leaves its claim to be taken over. One schema's failure stops nobody else's migration, unless that
is asked for.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any, Final

import structlog
from django.conf import settings
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone
from psycopg.errors import UndefinedObject

from motcua.kernel.log_lines import failure_of
from tenants.context import in_public
from tenants.models import MigratedSchema, Tenant
from tenants.operations.grant_roles import GRANTS, grant_missing, grant_tenant
from tenants.operations.migration_sql import Applied, MigrationSql, run_written, write_down
from tenants.operations.prepare_template import (
    applied_migrations,
    is_current,
    migrate_schema,
    migrations_in_code,
)

log = structlog.get_logger(__name__)
Report = Callable[[str], None]
LOST_AFTER: Final = timedelta(minutes=15)
# Starting a process costs seconds: it pays from a few schemas on.
_WORTH_A_PROCESS: Final = 4
_RIGHTS: Final = f"-g{GRANTS:03}"


@dataclass(frozen=True, slots=True)
class Migrated:
    """``behind``: had something to do. ``failed``: schema and reason; run again to go on."""

    total: int
    behind: int
    failed: tuple[tuple[str, str], ...]


class TenantsBehind(RuntimeError):
    """Some schemas could not be migrated; the others were."""


def migrate_tenants(
    *, report: Report = lambda _message: None, parallel: int = 1, stop: bool = False
) -> int:
    """Migrate what lacks something; returns how many did. Raises ``TenantsBehind`` at the end.

    ``stop``: the first failure ends it, instead of going on with the other schemas.
    """
    done = migrate_fleet(report=report, parallel=parallel, stop=stop)
    if done.failed:
        names = "; ".join(f"{schema}: {why}" for schema, why in done.failed[:5])
        raise TenantsBehind(f"{len(done.failed)} of {done.total} schemas failed: {names}")
    return done.behind


def migrate_fleet(
    *, report: Report = lambda _message: None, parallel: int = 1, stop: bool = False
) -> Migrated:
    """With nothing to do this takes a handful of statements, whatever the number of tenants."""
    target = fingerprint()
    total, behind = _enrol(target)
    if behind:
        report(f"{behind} of {total} schemas lack something")
        plans = _Plans()
        helpers = []
        if parallel > 1 and _needs_django(plans, target):
            helpers = _start_helpers(min(parallel - 1, behind // _WORTH_A_PROCESS), stop=stop)
        try:
            migrate_claimed(report=report, stop=stop, plans=plans)
        finally:
            for helper in helpers:
                helper.wait()
    report("rights in the database")
    grant_missing()
    with in_public():
        left = MigratedSchema.objects.exclude(fingerprint=target).order_by("schema_name")
        failed = tuple(left.values_list("schema_name", "error"))
    return Migrated(total, behind, failed)


class _Plans:
    """Written statements by what a schema has already: all schemas of one age share them."""

    def __init__(self) -> None:
        self._known: dict[Applied, MigrationSql | None] = {}

    def serve(self, schema: str, applied: Applied) -> MigrationSql | None:
        if not applied:
            return None
        if applied not in self._known:
            self._known[applied] = write_down(schema)
        return self._known[applied]


def migrate_claimed(
    *,
    report: Report = lambda _message: None,
    stop: bool = False,
    plans: _Plans | None = None,
) -> int:
    """Work on one schema after another until none is left that this run has not tried."""
    me, target, count = f"{os.getpid()}-{os.urandom(4).hex()}", fingerprint(), 0
    started, plans = timezone.now(), plans or _Plans()
    while (row := _claim(me, target, started, stop=stop)) is not None:
        schema = row.schema_name
        report(f"migrating {schema}")
        error = _migrate(row, plans)
        with in_public():
            MigratedSchema.objects.filter(schema_name=schema, claimed_by=me).update(
                fingerprint=target if not error else "",
                error=error[:500],
                claimed_by="",
                migrated_at=timezone.now(),
            )
        if error:
            report(f"{schema} failed: {error}")
        count += 1
    return count


@cache
def fingerprint() -> str:
    """Of all migrations in the code, and which rights go with them."""
    names = sorted(f"{app}.{name}" for app, name in migrations_in_code())
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:56] + _RIGHTS


def note_current(schema: str) -> None:
    """A schema that was just cloned has what the code has, unless the template lags behind it."""
    if not is_current(schema):
        return
    with in_public():
        MigratedSchema.objects.update_or_create(
            schema_name=schema,
            defaults={
                "fingerprint": fingerprint(),
                "error": "",
                "claimed_by": "",
                "migrated_at": timezone.now(),
            },
        )


def _enrol(target: str) -> tuple[int, int]:
    """Every schema has its line; how many there are, and how many are not at ``target``."""
    with in_public(), transaction.atomic():
        schemas = list(Tenant.objects.values_list("schema_name", flat=True))
        known = set(MigratedSchema.objects.values_list("schema_name", flat=True))
        MigratedSchema.objects.bulk_create(
            [MigratedSchema(schema_name=name) for name in schemas if name not in known],
            ignore_conflicts=True,
        )
        MigratedSchema.objects.exclude(schema_name__in=schemas).delete()
        behind = MigratedSchema.objects.exclude(fingerprint=target).count()
    return len(schemas), behind


def _needs_django(plans: _Plans, target: str) -> bool:
    with in_public():
        waiting = MigratedSchema.objects.exclude(fingerprint=target).order_by("schema_name")
        schema = str(waiting.values_list("schema_name", flat=True)[0])
    return plans.serve(schema, frozenset(applied_migrations(schema))) is None


def _claim(me: str, target: str, started: Any, *, stop: bool = False) -> MigratedSchema | None:
    """A schema nobody works on and that was not tried since ``started``."""
    now = timezone.now()
    with in_public(), transaction.atomic():
        tried = MigratedSchema.objects.filter(migrated_at__gte=started)
        if stop and tried.exclude(error="").exists():
            return None
        free = MigratedSchema.objects.filter(claimed_by="")
        lost = MigratedSchema.objects.filter(claimed_at__lt=now - LOST_AFTER).exclude(claimed_by="")
        row = (
            (free | lost)
            .exclude(fingerprint=target)
            .exclude(migrated_at__gte=started)
            .select_for_update(skip_locked=True)
            .order_by("schema_name")
            .first()
        )
        if row is None:
            return None
        row.claimed_by, row.claimed_at = me, now
        row.save(update_fields=["claimed_by", "claimed_at"])
    return row


def _migrate(row: MigratedSchema, plans: _Plans) -> str:
    """The reason it failed; empty when the schema is as the code wants it."""
    schema = row.schema_name
    try:
        made_something = True
        applied = frozenset(applied_migrations(schema))
        if migrations_in_code() - applied:
            made_something = _bring_up(schema, applied, plans)
        if made_something or not row.fingerprint.endswith(_RIGHTS):
            _grant(schema)
    except Exception as error:
        log.exception("schema_not_migrated", schema=schema, error=type(error).__name__)
        return failure_of(error)
    return ""


def _grant(schema: str) -> None:
    with in_public():
        tenant = Tenant.objects.filter(schema_name=schema).first()
    if tenant is not None:
        grant_tenant(tenant)


def _bring_up(schema: str, applied: Applied, plans: _Plans) -> bool:
    """By the written statements; by Django where names of constraints differ from the others'.

    Returns whether there may be something new that nobody has rights on.
    """
    written = plans.serve(schema, applied)
    if written is None:
        migrate_schema(schema)
        return True
    try:
        run_written(written, schema)
    except ProgrammingError as error:
        if not isinstance(error.__cause__, UndefinedObject):
            raise
        log.warning("schema_differs", schema=schema, error=failure_of(error))
        migrate_schema(schema)
        return True
    return written.makes_something


def _start_helpers(count: int, *, stop: bool) -> list[subprocess.Popen[bytes]]:
    """Processes of their own: memory grows over tenants, and goes with them."""
    if count < 1 or connection.in_atomic_block:
        return []
    command = [sys.executable, "-m", "django", "migrate_claimed", *(["--stop"] if stop else [])]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    env["DJANGO_SETTINGS_MODULE"] = settings.SETTINGS_MODULE
    return [subprocess.Popen(command, env=env) for _each in range(count)]  # noqa: S603
