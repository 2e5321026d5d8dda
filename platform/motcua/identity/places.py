"""Where code runs: on the platform (public schema) or inside a tenant."""

from django.db import connection


def is_public_schema() -> bool:
    return bool(connection.schema_name == "public")  # type: ignore[attr-defined]
