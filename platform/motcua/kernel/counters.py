"""Gap-tolerant, never-repeating numbers, counted by the database (domain reference 4.6)."""

from datetime import date
from typing import Final

from django.db import connection

_NO_DAY: Final = date(1, 1, 1)
_NEXT: Final = """
    INSERT INTO kernel_counter (scope, day, value) VALUES (%s, %s, 1)
    ON CONFLICT (scope, day) DO UPDATE SET value = kernel_counter.value + 1
    RETURNING value
"""


def next_number(*, scope: str, day: date | None = None) -> int:
    """The next number, from 1, of ``scope`` on ``day`` in the current schema.

    Holds the counter's row until the transaction ends, so call it late in the transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [scope, day or _NO_DAY])
        return int(cursor.fetchone()[0])
