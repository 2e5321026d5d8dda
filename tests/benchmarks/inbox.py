"""The staff's inbox with 1,000, 100,000 and 1,000,000 dossiers in the tenant.

The world's tenant is filled step by step; at each size the same officer opens the first page,
filters, looks at the counters and searches: first what the database takes, by threads of this
process; then whole pages (session, rights, Wagtail's frame, template) from the product's own web
server with sixteen officers at once. What matters is that it stays flat: ratios to the smallest
size. ``MOTCUA_BENCH_DOSSIERS`` names other sizes, separated by commas.
"""

import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.cached_db import SessionStore
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from motcua.backoffice.inbox import lists
from motcua.casework.api import CaseFilter
from motcua.identity.api import get_agency
from motcua.identity.models import Account
from motcua.identity.staff.queries.actor import staff_actor
from motcua.kernel.actors import Actor
from tenants.api import in_tenant
from tests.benchmarks import load
from tests.benchmarks.dossiers import make_dossiers
from tests.benchmarks.report import Figure, at_most, recorded
from tests.benchmarks.web import Web, web
from tests.benchmarks.world import World
from tests.factories.identity import make_agency, make_staff

NAME = "inbox"
PATH = "/quan-tri/mot-cua/"
SIZES = "1000,100000,1000000"
AGENCIES, PEOPLE, PLACE = 50, 8, 1
ROUNDS, AT_ONCE = 30, 16
LOOKS = {
    "own work": ("cua-toi", CaseFilter()),
    "work of the unit": ("don-vi", CaseFilter()),
    "everything readable": ("tat-ca", CaseFilter()),
    "late ones": ("tat-ca", CaseFilter(late_only=True)),
    "search, a rare name": ("tat-ca", CaseFilter(text="nguyễn đức uyên")),
    "search, a common name": ("tat-ca", CaseFilter(text="nguyen")),
    "search, a number": ("tat-ca", CaseFilter(text="NH-0000")),
}


@dataclass(frozen=True, slots=True)
class Desk:
    schema: str
    by: Actor
    now: datetime

    def look(self, tab: str, wanted: CaseFilter) -> None:
        tabs = lists.tabs_for(self.by)
        look = lists.Look(lists.TABS[tab], self.by, self.now)
        lists.read(look, wanted, tabs=tabs, sort=None, size=lists.PAGE_SIZE, page=1)


PAGES = {
    "first page": "",
    "filter": "?muc=tat-ca&trang_thai=4",
    "search": "?muc=tat-ca&tim=nguyen+duc+uyen",
}


def run(world: World, port: int, seconds: float) -> list[Figure]:
    sizes = [int(each) for each in os.environ.get("MOTCUA_BENCH_DOSSIERS", SIZES).split(",")]
    with in_tenant(world.schema):
        desk, fill, cookies = _prepare(world.schema)
        figures, base, have = [], dict[str, float](), 0
        for size in sizes:
            began = time.perf_counter()
            fill(have + 1, size)
            have = size
            seconds = time.perf_counter() - began
            figures.append(recorded(NAME, f"made {size:,} dossiers", seconds, "s"))
            for name, (tab, wanted) in LOOKS.items():
                p95 = _together(desk, tab, wanted)
                base.setdefault(name, p95)
                figures.append(_judged(name, size, p95, base[name]))
            with web(port) as server:
                for name, query in PAGES.items():
                    asked = [
                        load.request("GET", world.host, PATH + query, cookies=each)
                        for each in cookies
                    ]
                    measured, cpu = _served(server, asked, seconds)
                    first = base.setdefault(f"page {name}", measured.percentile(0.95))
                    figures.append(_judged_page(name, size, measured, cpu, first))
        asked = _queries(world.host, cookies[0])
        figures.append(at_most(NAME, "queries of a whole first page", asked, "queries", 8))
    return figures


def _served(server: Web, asked: list[bytes], seconds: float) -> tuple[load.Measured, float]:
    """After a moment in which both workers come to know the tenant; with the server's processor
    time a page in milliseconds, which a busy machine does not change."""
    make: Callable[[int], load.Flow] = lambda number: load.repeat(asked[number])  # noqa: E731
    load.run(server.port, make, clients=AT_ONCE, seconds=1.0)
    before = server.cpu_seconds()
    measured = load.run(server.port, make, clients=AT_ONCE, seconds=max(seconds, 4.0))
    return measured, (server.cpu_seconds() - before) * 1000 / measured.count


def _judged_page(name: str, size: int, measured: load.Measured, cpu: float, first: float) -> Figure:
    p95 = measured.percentile(0.95)
    title = f"whole {name}, {size:,} dossiers, p95 of {AT_ONCE} at once, two workers"
    detail = {
        "of_the_smallest": round(p95 / first, 2),
        "p50_ms": round(measured.p50, 1),
        "per_second": round(measured.per_second, 1),
        "cpu_ms": round(cpu, 1),
    }
    if size == 100_000:
        return at_most(NAME, title, p95, "ms", 150, **detail)
    return recorded(NAME, title, p95, "ms", **detail)


def _judged(name: str, size: int, p95: float, first: float) -> Figure:
    title = f"{name}, {size:,} dossiers, p95 of {AT_ONCE} at once"
    detail = {"of_the_smallest": round(p95 / first, 2)}
    if size == 100_000:
        return at_most(NAME, title, p95, "ms", 150, **detail)
    return recorded(NAME, title, p95, "ms", **detail)


def _together(desk: Desk, tab: str, wanted: CaseFilter) -> float:
    """The slowest of twenty, in milliseconds, while sixteen officers look at once."""

    def officer(_number: int) -> list[float]:
        with in_tenant(desk.schema):
            taken = []
            for _ in range(ROUNDS // 3):
                began = time.perf_counter()
                desk.look(tab, wanted)
                taken.append(time.perf_counter() - began)
        connection.close()
        return taken

    desk.look(tab, wanted)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        taken = sorted(each for some in pool.map(officer, range(AT_ONCE)) for each in some)
    return taken[int(len(taken) * 0.95)] * 1000


def _queries(host: str, cookies: str) -> float:
    """Asked twice: the first answer fills the caches of the process."""
    client = Client(HTTP_HOST=host)
    client.cookies.load(cookies)
    assert client.get(PATH).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        client.get(PATH)
    for each in asked:
        sys.stderr.write(f"{each['sql'][:160]}\n")
    return float(len(asked))


def _session(account: Account) -> str:
    """The cookie of somebody signed in to the staff site."""
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def _prepare(schema: str) -> tuple[Desk, Callable[[int, int], None], list[str]]:
    now = timezone.now()
    agencies = [make_agency(kind="commune").id for _ in range(AGENCIES)]
    unit = get_agency(agencies[PLACE])
    colleagues = [make_staff("specialist", agency=unit, now=now) for _ in range(PEOPLE // 2)]
    people = [uuid4() for _ in range(AGENCIES * PEOPLE)]
    # Numbers of the measured unit end in 1 or 51: of its people every second one has work.
    for number, each in enumerate(colleagues):
        people[PLACE * PEOPLE + 1 + 2 * number] = each.id
    service, version = uuid4(), uuid4()

    def fill(first: int, last: int) -> None:
        for start in range(first, last + 1, 100_000):
            make_dossiers(
                first=start,
                last=min(start + 99_999, last),
                agencies=agencies,
                people=people,
                service=service,
                version=version,
                now=now,
            )

    accounts = [Account.objects.get(pk=each.id) for each in colleagues]
    by = staff_actor(accounts[0], now=timezone.now())
    cookies = [_session(accounts[number % len(accounts)]) for number in range(AT_ONCE)]
    return Desk(schema, by, now), fill, cookies
