"""Starts what the suite runs on; loaded by ``-p`` before Django reads its settings.

The whole suite runs on real PostgreSQL and Redis.
``MOTCUA_DATABASE_URL`` and ``MOTCUA_REDIS_URL`` name servers to use; without them embedded ones are
started once and shared by all test processes. The template schema and two tenants, a province and
a ministry, are built once per database, so that every test can prove that nothing leaks from the
neighbour. ``MOTCUA_TEST_DB`` names the test database (default ``test_motcua``).
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
for entry in (str(ROOT), str(ROOT / "platform")):
    if entry not in sys.path:
        sys.path.insert(0, entry)

_ALONE = {"servers": 4, "journeys": 5}
_FIRST_BESIDE, _BESIDE = 6, 10
"""Numbers of Redis databases; a server has sixteen unless told otherwise, the first are the broker's."""


def _start_services() -> None:
    from infra.dev import embedded

    home = Path(os.environ.get("MOTCUA_TEST_SERVICES_DIR", ROOT / "var" / "test"))
    if "MOTCUA_DATABASE_URL" not in os.environ:
        address = embedded.ensure_postgres(home / "postgres", durable=False)
        embedded.ensure_database(home / "postgres", "motcua")
        os.environ["MOTCUA_DATABASE_URL"] = address.url("motcua")
    if "MOTCUA_REDIS_URL" not in os.environ:
        os.environ["MOTCUA_REDIS_URL"] = embedded.ensure_redis(home / "redis")
    os.environ["MOTCUA_REDIS_URL"] = _own_database(os.environ["MOTCUA_REDIS_URL"])
    os.environ.setdefault("MOTCUA_VAR", str(home / "var"))


def _own_database(url: str) -> str:
    """Emptying the cache empties a whole database: processes side by side have one each, or what
    one of them remembers would be gone in the middle of another's count of queries."""
    if not url.endswith("/0"):
        return url
    if worker := os.environ.get("PYTEST_XDIST_WORKER", "").removeprefix("gw"):
        number = _FIRST_BESIDE + int(worker) % _BESIDE
    else:
        number = _ALONE.get(os.environ.get("MOTCUA_TEST_COPY", ""), 0)
    return f"{url.removesuffix('0')}{number}"


_start_services()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings.test")
