from dataclasses import dataclass

from tenants.context import in_public
from tenants.models import MigratedSchema
from tenants.operations.migrate_tenants import fingerprint


@dataclass(frozen=True, slots=True)
class SchemaState:
    is_current: bool
    is_running: bool
    error: str


def migrated_schemas() -> dict[str, SchemaState]:
    """State by schema name, in one statement."""
    target = fingerprint()
    with in_public():
        rows = list(MigratedSchema.objects.all())
    return {
        row.schema_name: SchemaState(
            is_current=row.fingerprint == target,
            is_running=bool(row.claimed_by),
            error=row.error,
        )
        for row in rows
    }
