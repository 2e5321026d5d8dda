"""The database connection with what our backend adds to it, for code that chooses schemas."""

from contextlib import AbstractContextManager
from typing import Any, Protocol, cast

from django.db import connection


class SchemaConnection(Protocol):
    """A connection of ``tenants.postgresql_backend``."""

    schema_name: str
    tenant: Any
    search_path_set_schemas: list[str] | None

    def set_tenant(self, tenant: Any) -> None: ...
    def set_schema_to_public(self) -> None: ...
    def as_owner(self) -> AbstractContextManager[None]: ...


def schema_connection() -> SchemaConnection:
    return cast("SchemaConnection", connection)


def current_schema() -> str:
    """Name of the schema in use; for keys of caches in the process."""
    return schema_connection().schema_name
