"""The staff's inbox with 1,000, 100,000 and 1,000,000 dossiers in the tenant.

The world's tenant is filled step by step; at each size the same officer opens the first page,
filters, looks at the counters and searches. What matters is that it stays flat: ratios to the
smallest size. ``MOTCUA_BENCH_DOSSIERS`` names other sizes, separated by commas.
"""

import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from motcua.backoffice.inbox import lists
from motcua.casework.api import CaseFilter
from motcua.identity.api import get_agency
from motcua.identity.models import Account
from motcua.identity.staff.queries.actor import staff_actor
from motcua.kernel.actors import Actor
from tenants.api import in_tenant
from tests.benchmarks.dossiers import make_dossiers
from tests.benchmarks.report import Figure, at_most, recorded
from tests.benchmarks.world import World
from tests.factories.identity import make_agency, make_staff

NAME = "inbox"
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


def run(world: World, _port: int, _seconds: float) -> list[Figure]:
    sizes = [int(each) for each in os.environ.get("MOTCUA_BENCH_DOSSIERS", SIZES).split(",")]
    with in_tenant(world.schema):
        desk, fill = _prepare(world.schema)
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
        figures.append(at_most(NAME, "queries a first page", _queries(desk), "queries", 8))
    return figures


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


def _queries(desk: Desk) -> float:
    with CaptureQueriesContext(connection) as asked:
        desk.look("cua-toi", CaseFilter())
    return float(len(asked))


def _prepare(schema: str) -> tuple[Desk, Callable[[int, int], None]]:
    now = timezone.now()
    agencies = [make_agency(kind="commune").id for _ in range(AGENCIES)]
    person = make_staff("specialist", agency=get_agency(agencies[PLACE]), now=now)
    people = [uuid4() for _ in range(AGENCIES * PEOPLE)]
    # Numbers of the measured unit end in 1 or 51: of its people every second one has work.
    people[PLACE * PEOPLE + 1] = person.id
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

    by = staff_actor(Account.objects.get(pk=person.id), now=timezone.now())
    return Desk(schema, by, now), fill
