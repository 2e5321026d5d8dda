"""What a page asks the database, apart from what depends on the clock and on who came before."""

from typing import Any


def reads(caught: Any) -> list[str]:
    """The reading statements of a ``CaptureQueriesContext``.

    Left out: choosing the schema, which depends on who used the connection last, and the writing
    of a session's clock, which happens once a minute.
    """
    statements = [each["sql"] for each in caught]
    return [
        sql
        for sql in statements
        if sql.startswith(("SELECT", "WITH")) and "set_config('search_path'" not in sql
    ]
