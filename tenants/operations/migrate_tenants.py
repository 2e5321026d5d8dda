"""Bring every tenant's schema up to date, skipping those that already are."""

from collections.abc import Callable

from tenants.context import in_public
from tenants.models import Tenant
from tenants.operations.grant_roles import grant_all
from tenants.operations.prepare_template import is_current, migrate_schema

Report = Callable[[str], None]


def migrate_tenants(*, report: Report = lambda _message: None) -> int:
    """Migrate tenants that lack something; returns how many did. Resumable: run it again."""
    with in_public():
        schemas = list(Tenant.objects.order_by("slug").values_list("schema_name", flat=True))
    behind = [schema for schema in schemas if not is_current(schema)]
    for schema in behind:
        report(f"migrating {schema}")
        migrate_schema(schema)
    report("rights in the database")
    grant_all()
    return len(behind)
