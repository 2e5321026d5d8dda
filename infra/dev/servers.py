"""The services the product needs: embedded ones, or those the environment names."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from infra.dev.embedded import Postgres, Redis
from infra.dev.errors import SetupError
from infra.dev.steps import Steps

DATABASE = "motcua"


@dataclass(slots=True)
class Services:
    """Embedded PostgreSQL and Redis under ``folder``; None where an external one is given."""

    postgres: Postgres | None
    redis: Redis | None

    @classmethod
    def chosen(cls, folder: Path, *, durable: bool) -> Services:
        """MOTCUA_DATABASE_URL and MOTCUA_REDIS_URL replace the embedded servers."""
        external_database = "MOTCUA_DATABASE_URL" in os.environ
        external_redis = "MOTCUA_REDIS_URL" in os.environ
        return cls(
            None if external_database else Postgres(folder / "postgres", durable=durable),
            None if external_redis else Redis(folder / "redis", durable=durable),
        )

    def start(self, steps: Steps) -> dict[str, str]:
        """Start what is embedded; returns what the product must know in its environment."""
        found: dict[str, str] = {}
        if self.postgres is not None:
            with steps.step("Starting PostgreSQL"):
                address = self.postgres.ensure()
                self.postgres.ensure_database(DATABASE)
            found["MOTCUA_DATABASE_URL"] = address.url(DATABASE)
            found["MOTCUA_WEB_DATABASE_URL"] = address.web_url(DATABASE)
        if self.redis is not None:
            with steps.step("Starting Redis"):
                found["MOTCUA_REDIS_URL"] = self.redis.ensure()
        if "MOTCUA_BROKER_URL" not in os.environ:
            cache = found.get("MOTCUA_REDIS_URL") or os.environ["MOTCUA_REDIS_URL"]
            found["MOTCUA_BROKER_URL"] = _another_database(cache)
        return found

    def are_running(self) -> bool:
        """Whether any embedded server runs already."""
        return any(server.is_running() for server in (self.postgres, self.redis) if server)

    def mend(self, tell: Callable[[str], None]) -> None:
        """Start again what has died."""
        for name, server in (("PostgreSQL", self.postgres), ("Redis", self.redis)):
            if server is not None and not server.is_running():
                tell(f"{name} ended; starting it again")
                try:
                    server.ensure()
                except (SetupError, OSError) as problem:
                    tell(str(problem))

    def stop(self) -> None:
        """Stop what is embedded: the broker first, the truth last."""
        if self.redis is not None:
            self.redis.stop()
        if self.postgres is not None:
            self.postgres.stop()


def _another_database(redis_url: str) -> str:
    """The broker apart from the cache, so that clearing one leaves the other alone."""
    head, slash, number = redis_url.rpartition("/")
    if slash and number.isdigit() and not head.endswith("/"):
        return f"{head}/{int(number) + 1}"
    return f"{redis_url.rstrip('/')}/1"
