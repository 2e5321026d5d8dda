"""P9-P12: what many agencies cost: making them, a deploy without and with work, a cold one, memory.

``MOTCUA_FLEET_TENANTS``: how many, by default 100; the targets are for each of them.
"""

import http.client
import os
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from django.core.management import call_command
from django.db import connection

from tenants.operations import migrate_tenants as fleet
from tenants.operations.prepare_template import prepare_template
from tests.benchmarks.added_column import add_by_hand, has_column, one_more, take_by_hand, tenants
from tests.benchmarks.report import Figure, at_most, recorded
from tests.benchmarks.web import web

NAME = "fleet"
MEGABYTE = 1024 * 1024
FAILING = 57


def run(port: int, seconds: float) -> list[Figure]:
    count = int(os.environ.get("MOTCUA_FLEET_TENANTS") or 100)
    took: list[float] = []
    with tenants(count, took) as made:
        made_one = at_most(NAME, f"creation, of {count}", median(took), "s", 3,
                           slowest=round(max(took), 2))  # fmt: skip
        return [made_one, no_work(count), *added_column(made), *visited(made, port)]


def no_work(count: int) -> Figure:
    """The whole command in this process, and the part that grows with the number."""
    with open(os.devnull, "w") as nowhere:
        whole, whole_cpu = _timed(lambda: call_command("setup_platform", stdout=nowhere))
    part, cpu = _timed(fleet.migrate_fleet)
    return at_most(
        NAME,
        "no-op deploy, a tenant",
        whole / count * 1000,
        "ms",
        60,
        whole_cpu_ms=round(whole_cpu * 1000),
        tenants_ms=round(part * 1000),
        tenants_cpu_ms=round(cpu * 1000),
    )


def added_column(made: list[Any]) -> list[Figure]:
    """A column in every schema; number 57 fails; the second run ends it."""
    count = len(made)
    failing = sorted(each.schema_name for each in made)[min(FAILING, count) - 1]
    with one_more(Path(os.environ["MOTCUA_VAR"]) / "one-more"):
        add_by_hand(failing)
        began = time.perf_counter()
        prepare_template()
        template = time.perf_counter() - began
        done: list[Any] = []
        whole, cpu = _timed(lambda: done.append(fleet.migrate_fleet()))
        first = done[0]
        assert [schema for schema, _why in first.failed] == [failing], first
        take_by_hand(failing)
        second = fleet.migrate_fleet()
        assert (second.behind, second.failed) == (1, ()), second
        assert all(has_column(each.schema_name) for each in made)
    return [
        at_most(NAME, "one column added, a tenant", whole / count * 1000, "ms", 30,
                cpu_ms=round(cpu / count * 1000, 1), template_s=round(template, 2)),
        recorded(NAME, f"failed at {min(FAILING, count)}, done by the second run", 1, "tenant"),
    ]  # fmt: skip


def visited(made: list[Any], port: int) -> list[Figure]:
    """First pages of agencies that nobody visited since the start, and what remains of it."""
    hosts = [f"{each.primary_host}:{port}" for each in made]
    before = os.environ.get("MOTCUA_TENANTS_A_CONNECTION")
    os.environ["MOTCUA_TENANTS_A_CONNECTION"] = "1000000"
    try:
        with web(port, settings="motcua.config.settings.production") as server:
            _get(port, hosts[0])
            at_first = sum(server.pss_bytes().values())
            cold = [_get(port, host) for host in hosts[1:]]
            warm = [_get(port, host) for host in hosts[1:]]
            after = sum(server.pss_bytes().values())
            backends = _backend_bytes()
    finally:
        del os.environ["MOTCUA_TENANTS_A_CONNECTION"]
        if before is not None:
            os.environ["MOTCUA_TENANTS_A_CONNECTION"] = before
    return [
        recorded(NAME, "first page of a cold tenant, median", median(cold) * 1000, "ms",
                 p95=round(quantiles(cold, n=20)[-1] * 1000, 1)),
        recorded(NAME, "the same page again, median", median(warm) * 1000, "ms"),
        recorded(NAME, "memory of two web processes before", at_first / MEGABYTE, "MB"),
        recorded(NAME, "memory of two web processes after all", after / MEGABYTE, "MB"),
        recorded(NAME, "memory of a database connection after all",
                 max(backends, default=0) / MEGABYTE, "MB", connections=len(backends)),
    ]  # fmt: skip


def _get(port: int, host: str) -> float:
    opened = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    began = time.perf_counter()
    opened.request("GET", "/dich-vu/", headers={"Host": host})
    answer = opened.getresponse()
    answer.read()
    taken = time.perf_counter() - began
    assert answer.status == http.HTTPStatus.OK, (host, answer.status)
    opened.close()
    return taken


def _backend_bytes() -> list[int]:
    """Private memory of the server's processes for other connections than this; [] if not ours."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        pids = [pid for (pid,) in cursor.fetchall()]
    found = []
    for pid in pids:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        found.append(sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))
                     * 1024)  # fmt: skip
    return found


def _timed(work: Any) -> tuple[float, float]:
    """Seconds of the clock, and of this process."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu
