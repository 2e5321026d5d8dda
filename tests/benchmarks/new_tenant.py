"""A new tenant by clone against the same schema filled by running every migration."""

import secrets
import time

from django.db import connection

from tenants.api import create_tenant, template_steps
from tenants.operations.clone_schema import drop_schema
from tenants.operations.prepare_template import migrate_schema
from tests.benchmarks.report import Figure, at_least, at_most, middle, recorded, side_by_side
from tests.benchmarks.world import PREFIX, remove

NAME = "new_tenant"
ROUNDS = 2


def run(seconds: float) -> list[Figure]:
    clones, migrations = side_by_side(ROUNDS if seconds >= 1 else 1, _by_clone, _by_migrations)
    return [
        at_least(NAME, "migrations / clone", middle(migrations) / middle(clones), "x", 10),
        at_most(NAME, "a working tenant by clone", middle(clones), "s", 3),
        recorded(NAME, "the same by migrations", middle(migrations), "s"),
    ]


def _by_clone() -> float:
    """Registered, cloned, own keys and pages, open to the public."""
    slug = f"{PREFIX}{secrets.token_hex(4)}"
    began = time.perf_counter()
    tenant = create_tenant(
        slug=slug, name="Đo kiểm", short_name="Đo kiểm", kind="province", agency_code="H99"
    )
    taken = time.perf_counter() - began
    remove(tenant)
    return taken


def _by_migrations() -> float:
    """As ``prepare_template`` fills the template."""
    from django_tenants.utils import schema_context

    schema = f"t_bench_{secrets.token_hex(4)}"
    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE SCHEMA "{schema}"')
    try:
        migrate_schema(schema)
        with schema_context(schema):
            for step in template_steps:
                step.run()
        return time.perf_counter() - began
    finally:
        connection.set_schema_to_public()
        drop_schema(schema)
