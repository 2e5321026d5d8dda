"""Insert several finished rows in one round trip, without composing SQL each time.

For the few rows that every accepted dossier writes; elsewhere ``save`` is right. No signals are
sent, and values pass through their fields as with ``save``.
"""

from functools import lru_cache
from typing import Any

from django.db import connection, models


def insert(*rows: models.Model) -> None:
    """All of them or none. Foreign keys among them may point in any direction."""
    parameters = [
        field.get_db_prep_save(field.pre_save(row, True), connection)
        for row in rows
        for field in row._meta.concrete_fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(_statement(tuple(type(row) for row in rows)), parameters)
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


@lru_cache(maxsize=64)
def _statement(kinds: tuple[type[models.Model], ...]) -> str:
    *first, last = (_insert(kind) for kind in kinds)
    if not first:
        return last
    return "WITH " + ", ".join(f"r{n} AS ({text})" for n, text in enumerate(first)) + " " + last


def _insert(kind: type[models.Model]) -> str:
    fields: Any = kind._meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join("%s" for _ in fields)
    return f'INSERT INTO "{kind._meta.db_table}" ({columns}) VALUES ({marks})'  # noqa: S608
