"""A second tenant with the rows and files of a first, each changed on its way by the caller.

Rows are read in one snapshot of the source, opened with its keys, and written into a clone of the
template under keys of the copy's own: no ciphertext, key, session or migration record comes along.
The copy is served only when all of it is there; on any failure nothing of it remains.
"""

import itertools
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import psycopg
import structlog
from django.core.files.base import ContentFile
from django.db import connection, transaction

from motcua.kernel.crypto import ensure_data_key
from tenants.context import as_owner, in_public, in_tenant
from tenants.domain.naming import TEMPLATE_SCHEMA, check_slug, new_schema_name
from tenants.domain.view import TenantView
from tenants.models import Domain, Tenant, TenantStatus
from tenants.operations.clone_schema import clone_schema, continue_identities, read_identities
from tenants.operations.create_tenant import SlugTaken
from tenants.operations.delete_tenant import delete_tenant
from tenants.operations.grant_roles import grant_tenant
from tenants.operations.import_tenant import insert_statement, load_rows
from tenants.operations.migrate_tenants import note_current
from tenants.postgres_programs import connection_settings
from tenants.queries.digests import walk
from tenants.queries.directory import forget_directory, get_tenant, host_of_slug, view_of
from tenants.queries.table_lines import (
    columns_of,
    prepare,
    sealed_columns,
    table_lines,
    travelling_tables,
)
from tenants.registry import arrival_steps, file_stores, tenant_steps

log = structlog.get_logger(__name__)
_BATCH: Final = 500
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CopyRules:
    """``rewrite``: a row, or ``None`` to leave it out; sealed columns hold ``{"sealed": value}``.
    ``takes_table``: whether a table comes along at all. ``file``: what lies there instead;
    ``None``: nothing. ``finish`` runs inside the copy before it is opened."""

    takes_table: Callable[[str], bool]
    rewrite: Callable[[str, Row], Row | None]
    file: Callable[[str, str], bytes | None]
    finish: Callable[[TenantView], None] = lambda _made: None


def copy_tenant(
    *,
    source_id: UUID,
    slug: str,
    is_training: bool,
    rules: CopyRules,
    report: Callable[[str, int], None] = lambda _step, _percent: None,
) -> TenantView:
    """Raises ``SlugRefused``, ``SlugTaken`` and whatever ``rules`` raise."""
    source = get_tenant(source_id)
    made = _register(source, check_slug(slug), is_training)
    try:
        with in_public():
            clone_schema(
                source=TEMPLATE_SCHEMA,
                target=made.schema_name,
                rows_of=frozenset({"django_migrations"}),
            )
            grant_tenant(made)
            note_current(made.schema_name)
        forget_directory()
        with in_tenant(made.schema_name):
            ensure_data_key()
        _copy_rows(source.schema_name, made.schema_name, rules, report)
        _copy_files(source.schema_name, made.schema_name, rules)
        with in_tenant(made.schema_name):
            for step in (*tenant_steps, *arrival_steps):
                step.run()
            rules.finish(view_of(made))
    except Exception:
        delete_tenant(tenant_id=made.id)
        raise
    with in_public():
        Tenant.objects.filter(pk=made.pk).update(status=TenantStatus.ACTIVE)
    forget_directory()
    log.info("tenant_copied", tenant=slug)
    return get_tenant(made.id)


def _register(source: TenantView, slug: str, is_training: bool) -> Tenant:
    with in_public(), transaction.atomic():
        if Tenant.objects.filter(slug=slug).exists():
            raise SlugTaken(slug, field="slug")
        made = Tenant(
            schema_name=new_schema_name(),
            slug=slug,
            name=source.name,
            short_name=source.short_name,
            kind=source.kind,
            agency_code=source.agency_code,
            dossier_pattern=source.dossier_pattern,
            language=source.language,
            timezone=source.timezone,
            theme=source.theme,
            practice_of=source.id,
            is_training=is_training,
        )
        made.save(force_insert=True)
        Domain(tenant=made, domain=host_of_slug(slug), is_primary=True).save()
    forget_directory()
    return made


def _copy_rows(
    source: str, target: str, rules: CopyRules, report: Callable[[str, int], None]
) -> None:
    """All or nothing: one transaction of the target, one snapshot of the source."""
    sealed = sealed_columns()
    with psycopg.connect(**connection_settings()) as database:
        database.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        database.read_only = True
        prepare(database)
        tables = [each for each in travelling_tables(database, source) if rules.takes_table(each)]
        with in_tenant(target), as_owner(), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            for at, table in enumerate(tables):
                report(table, at * 80 // len(tables))
                names = [name for name, _key in columns_of(database, source, table)]
                statement = insert_statement(cursor, target, table, names)
                lines = table_lines(database, source, table, sealed.get(table, {}))
                for rows in _batches(source, table, lines, rules):
                    load_rows(cursor, statement, iter(rows), sealed.get(table, {}))
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            continue_identities(cursor, read_identities(cursor, target), target)


def _batches(
    source: str, table: str, lines: Iterator[bytes], rules: CopyRules
) -> Iterator[list[bytes]]:
    """Lines are opened with the source's keys, and left it before they are sealed anew."""
    while True:
        with in_tenant(source):
            batch = list(itertools.islice(lines, _BATCH))
        if not batch:
            return
        rows = [rules.rewrite(table, json.loads(line)) for line in batch]
        yield [json.dumps(row, ensure_ascii=False).encode() for row in rows if row is not None]


def _copy_files(source: str, target: str, rules: CopyRules) -> None:
    for store in file_stores:
        storage = store.storage()
        with in_tenant(source):
            paths = list(walk(storage))
        for path in paths:
            with in_tenant(source):
                content = rules.file(store.key, path)
            if content is not None:
                with in_tenant(target):
                    storage.save(path, ContentFile(content, name=path))
