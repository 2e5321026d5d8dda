"""How far the schemas of all tenants are."""

from dataclasses import dataclass

from tenants.api import list_tenants, migrated_schemas


@dataclass(frozen=True, slots=True)
class SchemaStates:
    """``failed``: slug and the reason of the last try."""

    total: int
    current: int
    failed: tuple[tuple[str, str], ...]


def schema_states() -> SchemaStates:
    """Two statements whatever the number of tenants."""
    states = migrated_schemas()
    tenants = list_tenants()
    here = [(each.slug, states.get(each.schema_name)) for each in tenants]
    return SchemaStates(
        total=len(tenants),
        current=sum(state is not None and state.is_current for _slug, state in here),
        failed=tuple((slug, state.error) for slug, state in here if state and state.error),
    )
