from django.db import connection


def current_schema() -> str:
    """The schema this code runs in: part of every key of what is kept in the process."""
    return str(getattr(connection, "schema_name", ""))
