"""How long one query may take altogether (security checklist, item 18).

Two ends: the server's own statements are cut off by PostgreSQL (``statement_timeout``, granted
anew as the rest of the budget shrinks), and no field is resolved once the time is over. Depth,
cost and page sizes bound the usual query; this bounds the unusual day.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _
from graphql import ExecutionContext

from motcua.kernel.errors import DomainError

# A statement is granted the rest of the budget; asking again costs a round trip, so only when
# the rest has shrunk by so much.
_WORTH_GRANTING_ANEW = 0.75


class TooSlow(DomainError):
    code = "too_slow"
    status = 503


class TimeBudget:
    """A stop-watch for one query; also Django's hook around its statements."""

    def __init__(self, seconds: float) -> None:
        self._ends = time.monotonic() + seconds
        self._granted: float | None = None

    @property
    def rest(self) -> float:
        return self._ends - time.monotonic()

    @property
    def is_spent(self) -> bool:
        return self.rest <= 0

    def check(self) -> None:
        if self.is_spent:
            raise TooSlow(_("Truy vấn quá lâu. Hãy hỏi ít hơn trong một lần."))

    def __call__(
        self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any
    ) -> Any:
        self.check()
        rest = self.rest
        if self._granted is None or rest < self._granted * _WORTH_GRANTING_ANEW:
            execute(f"SET statement_timeout = {max(1, int(rest * 1000))}", None, False, context)
            self._granted = rest
        return execute(sql, params, many, context)

    def give_back(self) -> None:
        """The connection serves others next; one that cannot be cleaned is closed."""
        if self._granted is None:
            return
        try:
            with connection.cursor() as cursor:
                cursor.execute("RESET statement_timeout")
        except DatabaseError:
            if not connection.in_atomic_block:
                connection.close()


@contextmanager
def time_budget() -> Iterator[TimeBudget]:
    """Bound everything inside to ``MOTCUA_GRAPHQL_SECONDS``."""
    budget = TimeBudget(settings.MOTCUA_GRAPHQL_SECONDS)
    try:
        with connection.execute_wrapper(budget):
            yield budget
    finally:
        budget.give_back()


def bounded_by(budget: TimeBudget) -> type[ExecutionContext]:
    """An execution that looks at the stop-watch before each field."""

    class Bounded(ExecutionContext):
        def execute_field(self, *args: Any, **kwargs: Any) -> Any:
            budget.check()
            return super().execute_field(*args, **kwargs)

    return Bounded
