"""Rows every accepted dossier reads and writes, without composing SQL each time.

Composing the same statements anew took near half of the processor time of a submission; elsewhere
the ORM is right. No signals are sent; values pass through their fields as with queries and
``save``. Conditions are constants of the code: values only as parameters.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeVar

from django.db import connection, models

M = TypeVar("M", bound=models.Model)


def fetch(kind: type[M], condition: str, parameters: Sequence[Any]) -> list[M]:
    """Rows of ``kind`` for which the SQL ``condition`` holds (it may end with a lock clause)."""
    fields: Any = kind._meta.concrete_fields
    with connection.cursor() as cursor:
        cursor.execute(_select(kind, condition), parameters)
        found = cursor.fetchall()
    names = [field.attname for field in fields]
    return [kind.from_db(connection.alias, names, _values(fields, row)) for row in found]


def exists(kind: type[models.Model], condition: str, parameters: Sequence[Any]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT 1 FROM "{kind._meta.db_table}" WHERE {condition} LIMIT 1',  # noqa: S608
            parameters,
        )
        return cursor.fetchone() is not None


@lru_cache(maxsize=64)
def _select(kind: type[models.Model], condition: str) -> str:
    fields: Any = kind._meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    return f'SELECT {columns} FROM "{kind._meta.db_table}" WHERE {condition}'  # noqa: S608


def _values(fields: Sequence[Any], row: Sequence[Any]) -> list[Any]:
    """As Django's own queries do after fetching."""
    pairs = zip(fields, row, strict=True)
    return [
        field.from_db_value(value, None, connection) if hasattr(field, "from_db_value") else value
        for field, value in pairs
    ]


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
