"""django-tenants' backend, stricter and with fewer round trips.

* A tenant's search path holds the tenant's schema only. Shared tables are out of reach unless
  the code says ``in_public()``: what is not there cannot leak.
* A tenant that has a database role of its own is worked for in that role, which holds rights on
  its schema alone (ADR 0011). Path and role are chosen by one statement, so that costs nothing.
* Choosing the schema that is already chosen costs nothing.
* The ContentType cache survives a switch (see ``tenants.content_types``).
* Whether the connection still lives is seen from its socket; the server is asked rarely.
* A pooler that shares sessions between clients is refused (``operations.check_pooling``).
* A connection that has seen many tenants is replaced: the server remembers every table it touched
  (measured: 390 MB after a thousand tenants) and forgets only with the connection.
"""

import select
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.conf import settings
from django.db import DatabaseError
from django_tenants.postgresql_backend.base import DatabaseWrapper as TenantDatabaseWrapper
from django_tenants.utils import get_limit_set_calls, get_public_schema_name

PING_SECONDS: Final = 10.0
NO_ROLE: Final = "none"
# Session-wide, and undone with the transaction that did it, exactly as SET would be.
_CHOOSE: Final = (
    "SELECT set_config('search_path', '{path}', false), set_config('role', '{role}', false)"
)


class DatabaseWrapper(TenantDatabaseWrapper):
    search_path_set_schemas: list[str] | None
    _setting_search_path: bool
    _trusted_until = 0.0
    _as_owner = False
    _seen: set[str]

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        from tenants.operations.check_pooling import watch_connection

        opened = super().get_new_connection(conn_params)
        self._seen = set()
        try:
            watch_connection(opened, conn_params)
        except BaseException:
            opened.close()
            raise
        return opened

    def is_usable(self) -> bool:
        """Django asks before the first query of every request, by a query of its own.

        A server that has ended has closed the socket, which is readable then; nothing else is
        to be read between two requests. Only silence in the network needs a question.
        """
        now = time.monotonic()
        if now < self._trusted_until and not self._has_news():
            return True
        usable: bool = super().is_usable()
        self._trusted_until = now + PING_SECONDS if usable else 0.0
        return usable

    def _has_news(self) -> bool:
        poll = select.poll()
        poll.register(self.connection.fileno(), select.POLLIN)
        return bool(poll.poll(0))

    def set_tenant(self, tenant: Any, include_public: bool = True) -> None:
        from tenants.content_types import cache

        is_public = tenant.schema_name == get_public_schema_name()
        before = (getattr(self, "schema_name", None), self.chosen_role())
        already: list[str] | None = getattr(self, "search_path_set_schemas", None)
        with cache.kept():
            super().set_tenant(tenant, include_public=is_public)
        if already and before == (self.schema_name, self.chosen_role()):
            self.search_path_set_schemas = already
        elif self.connection is not None:
            self._note_seen(tenant.schema_name)

    def _note_seen(self, schema: str) -> None:
        """Past the limit the connection ends with the request or task, as one past its age does."""
        self._seen.add(schema)
        if len(self._seen) > settings.MOTCUA_TENANTS_A_CONNECTION:
            self.close_at = time.monotonic()

    def chosen_role(self) -> str:
        """The current tenant's own role; ``none`` stands for the one that signed in."""
        if self._as_owner:
            return NO_ROLE
        return getattr(getattr(self, "tenant", None), "database_role", "") or NO_ROLE

    @contextmanager
    def as_owner(self) -> Iterator[None]:
        """Change structure instead of rows: in the role that signed in, which owns the schemas."""
        before, self._as_owner = self._as_owner, True
        self.search_path_set_schemas = None
        try:
            yield
        finally:
            self._as_owner = before
            self.search_path_set_schemas = None

    def _handle_search_path(self, cursor: Any = None) -> None:
        if not settings.MOTCUA_TENANT_ROLES:
            super()._handle_search_path(cursor)
            return
        if self._setting_search_path or (get_limit_set_calls() and self.search_path_set_schemas):
            return
        schemas = self._get_cursor_search_paths()
        path = ",".join(f'"{each}"' for each in schemas)
        self._setting_search_path = True
        chosen = self.connection.cursor() if cursor is None else cursor
        try:
            chosen.execute(_CHOOSE.format(path=path, role=self.chosen_role()))
        except DatabaseError:
            # In a failed transaction nothing runs before the rollback; afterwards it is tried anew.
            self.search_path_set_schemas = None
            if not self.in_atomic_block:
                raise
        else:
            self.search_path_set_schemas = schemas
        finally:
            self._setting_search_path = False
            if cursor is None:
                chosen.close()
