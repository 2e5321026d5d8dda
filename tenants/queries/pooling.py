"""Whether a connection keeps its session to itself, asked through whatever stands in between.

Which agency a connection works for is a setting of its session (``set_config`` of path and role).
A pooler that lends one session to several clients would let one agency's work run in another's
schema, without any error. So the mode is not believed but tried.
"""

import select
import time
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

import psycopg
from psycopg.pq import ExecStatus

ROUNDS: Final = 3
# A pool without a free session makes us wait; nobody waits longer than this.
PATIENCE_SECONDS: Final = 4.0
_MARK: Final = "motcua.session_probe"
_READ: Final = f"SELECT coalesce(current_setting('{_MARK}', true), ''), pg_backend_pid()"
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PoolReport:
    """``mode``: as the pooler itself calls it, where it tells us. ``fault``: empty when safe."""

    is_pooled: bool
    mode: str = ""
    fault: str = ""


class _NoAnswer(Exception):
    """The pool has no free session, or refused."""


def inspect_pooling(parameters: dict[str, Any]) -> PoolReport:
    """Without a pooler one question on one connection; with one, a second of trying.

    ``parameters``: host, port, user, password, dbname. Raises ``psycopg.OperationalError`` when
    the database cannot be reached.
    """
    with _open(parameters) as first:
        try:
            if not is_pooled(first):
                return PoolReport(is_pooled=False)
            mode = _told_mode(parameters)
            if mode and mode != "session":
                return PoolReport(True, mode, f"lends sessions out ({mode} pooling)")
            fault = _try_sharing(first, parameters)
        except _NoAnswer as refused:
            return PoolReport(True, "", f"did not keep up with three connections ({refused})")
    return PoolReport(True, mode, fault or _try_reset(parameters))


def is_pooled(opened: Any) -> bool:
    """A pooler shakes hands in its own name: the process id it tells is not the server's."""
    told: int = opened.pgconn.backend_pid
    return int(_ask(opened, "SELECT pg_backend_pid()")[0]) != told


def _try_sharing(first: Any, parameters: dict[str, Any]) -> str:
    """Leave a mark in one session; another client must not see it, we must not lose it.

    The other client keeps a transaction open meanwhile, so that a pooler which gave it our
    session has to give us a different one.
    """
    for _ in range(ROUNDS):
        mark = uuid4().hex
        _ask(first, f"SELECT set_config('{_MARK}', '{mark}', false)")
        with _open(parameters) as second:
            try:
                _ask(second, "BEGIN")
            except _NoAnswer:
                return "allows no transactions (statement pooling)"
            seen = _ask(second, _READ)[0]
            kept = _ask(first, _READ)[0]
        if seen == mark or kept != mark:
            return "lends one session to several clients (transaction pooling)"
    return ""


def _try_reset(parameters: dict[str, Any]) -> str:
    """What a client leaves behind must be gone before the next one gets that session."""
    for _ in range(ROUNDS):
        with _open(parameters) as before:
            if _ask(before, _READ)[0]:
                return "hands sessions on without clearing them (server_reset_query)"
            _ask(before, f"SELECT set_config('{_MARK}', '{uuid4().hex}', false)")
    return ""


def _told_mode(parameters: dict[str, Any]) -> str:
    """PgBouncer's own word, where its console lets this user in; empty elsewhere."""
    try:
        with _open(parameters | {"dbname": "pgbouncer"}) as console:
            for pool in _rows(console, "SHOW POOLS"):
                if (pool.get("database"), pool.get("user")) == (
                    parameters.get("dbname"), parameters.get("user"),
                ):  # fmt: skip
                    return pool.get("pool_mode", "")
    except (psycopg.OperationalError, _NoAnswer):
        pass
    return ""


def _open(parameters: dict[str, Any]) -> psycopg.Connection[Any]:
    return psycopg.connect(**parameters, autocommit=True, connect_timeout=int(PATIENCE_SECONDS))


def _ask(opened: Any, statement: str) -> Row:
    """The first row. Bounded in time: a full pool would otherwise keep us for minutes."""
    result = _send(opened.pgconn, statement)
    if not result.ntuples:
        return ()
    return tuple((result.get_value(0, n) or b"").decode() for n in range(result.nfields))


def _rows(opened: Any, statement: str) -> list[dict[str, str]]:
    result = _send(opened.pgconn, statement)
    names = [(result.fname(n) or b"").decode() for n in range(result.nfields)]
    return [
        {name: (result.get_value(row, n) or b"").decode() for n, name in enumerate(names)}
        for row in range(result.ntuples)
    ]


def _send(raw: Any, statement: str) -> Any:
    """By the simple protocol, which a pooler's console understands, too."""
    try:
        result = _exchange(raw, statement)
    except psycopg.OperationalError as closed:
        raise _NoAnswer("closed") from closed
    if result is None or result.status not in (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK):
        raise _NoAnswer("refused")
    return result


def _exchange(raw: Any, statement: str) -> Any:
    """The last result of ``statement``."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    raw.send_query(statement.encode())
    raw.flush()
    last = None
    while True:
        while raw.is_busy():
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([raw.socket], [], [], left)[0]:
                raise _NoAnswer("no free session")
            raw.consume_input()
        result = raw.get_result()
        if result is None:
            return last
        last = result
