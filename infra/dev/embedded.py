"""The embedded services, as tests and commands ask for them.

Everything here is idempotent and safe for several processes at once: whoever comes first starts
the server, the others find it. A server outlives the process that asked for it until ``stop``.
"""

from __future__ import annotations

from pathlib import Path

from infra.dev.postgres import Postgres, PostgresAddress
from infra.dev.redis_server import Redis

__all__ = [
    "Postgres",
    "PostgresAddress",
    "Redis",
    "ensure_database",
    "ensure_postgres",
    "ensure_redis",
    "stop",
]


def ensure_postgres(data_dir: Path, *, durable: bool) -> PostgresAddress:
    """Have PostgreSQL 18 running in ``data_dir``.

    ``durable=False`` is for tests: the data would not outlive a crash of the whole machine, but
    does outlive a kill of PostgreSQL.
    """
    return Postgres(data_dir, durable=durable).ensure()


def ensure_database(data_dir: Path, name: str) -> None:
    """Have the database ``name``, owned by the application's role."""
    Postgres(data_dir).ensure_database(name)


def ensure_redis(data_dir: Path, *, durable: bool = False) -> str:
    """Have Redis running in ``data_dir``; returns its address with the password."""
    return Redis(data_dir, durable=durable).ensure()


def stop(*, postgres_dir: Path | None = None, redis_dir: Path | None = None) -> None:
    """Stop what runs in the given folders; folders without a running server are fine."""
    if redis_dir is not None:
        Redis(redis_dir).stop()
    if postgres_dir is not None:
        Postgres(postgres_dir).stop()
