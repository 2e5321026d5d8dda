"""The portal's own pages: what they cost the server; finding a service; signing in.

Every page is measured beside an empty view in the same run. "Nothing remembered" is the same server
with neither Redis nor the memories of its process (``forgetful``).
"""

import http.client
import time
from collections.abc import Callable, Iterator
from functools import partial
from secrets import token_hex
from statistics import quantiles
from urllib.parse import quote

from django.utils import timezone

from motcua.catalogue import api as catalogue
from motcua.catalogue.models import FinderStamp, PublicService
from tenants.api import in_public, in_tenant
from tests.benchmarks import load
from tests.benchmarks.finding import QUERIES, words_of
from tests.benchmarks.report import Figure, at_most, middle, recorded, side_by_side
from tests.benchmarks.web import Web, web
from tests.benchmarks.world import CLIENTS, World, start
from tests.factories.catalogue import publish
from tests.factories.identity import make_citizen
from tests.journey.visitor import Page, Visitor

NAME = "portal"
ROUNDS = 3
SIZES = (1_000, 10_000)
SEARCH_MS = 50.0
SIGN_INS = 7
PASSWORD = "mot-cau-dai-de-nho"
FORGETFUL = "tests.benchmarks.forgetful"


def run(world: World, port: int, seconds: float) -> list[Figure]:
    with in_tenant(world.schema):
        pages = pages_of(world)
    return [
        *_served(world, pages, port, seconds),
        *_signing_in(world, port),
        *_finding(world, port),
    ]


def pages_of(world: World) -> dict[str, str]:
    """Paths by name. The catalogue is the one of the demonstration."""
    for each in catalogue.demo_services("province"):
        if each.procedure.code != world.real.document.procedure.code:
            publish(each, now=timezone.now())
    draft = start(world.real, world.citizens[0])
    return {
        "home": "/",
        "catalogue": "/dich-vu/",
        "service": f"/dich-vu/{world.real.slug}/",
        "form": f"/to-khai/{draft.id}/{draft.page_id}/",
    }


# -- the server ---------------------------------------------------------------------------------------


def _served(world: World, pages: dict[str, str], port: int, seconds: float) -> list[Figure]:
    figures = []
    with web(port) as ours, web(port + 1, settings=FORGETFUL) as forgetful:
        empty = _request(world, "empty", "/do-kiem/rong/")
        for name, path in pages.items():
            page = _request(world, name, path)
            for clients in (1, CLIENTS):
                one = partial(_drive, clients=clients, seconds=seconds)
                runs: list[Callable[[], Run]] = [
                    partial(one, ours, page),
                    partial(one, ours, empty),
                    partial(one, forgetful, page),
                ]
                for each in runs:
                    each(seconds=0.3)  # type: ignore[call-arg]
                figures += _compared(name, clients, side_by_side(ROUNDS, *runs))
    return figures


def _request(world: World, name: str, path: str) -> bytes:
    """As somebody who has been here before, signed in on the form page alone."""
    if name == "form":
        return world.get(path, world.citizens[0])
    pairs = world.citizens[0].cookies.split("; ")
    token = next(pair for pair in pairs if "csrf" in pair)
    return load.request("GET", world.host, path, cookies=token)


Run = tuple[load.Measured, float]


def _drive(server: Web, request: bytes, *, clients: int, seconds: float) -> Run:
    """With the server's processor time per request, in milliseconds."""
    before = server.cpu_seconds()
    measured = load.run(
        server.port, lambda _number: load.repeat(request), clients=clients, seconds=seconds
    )
    return measured, (server.cpu_seconds() - before) * 1000 / measured.count


def _compared(name: str, clients: int, results: list[list[Run]]) -> Iterator[Figure]:
    page, empty, forgot = results
    at = f"c={clients}"
    ratio = middle([one.p50 / two.p50 for (one, _), (two, _) in zip(page, empty, strict=True)])
    yield recorded(
        NAME, f"{name}: time of the server / of an empty view, {at}", ratio, "x",
        ms=round(middle([each.p50 for each, _ in page]), 2),
        empty_ms=round(middle([each.p50 for each, _ in empty]), 2),
        cpu_ms=round(middle([cpu for _, cpu in page]), 2),
        empty_cpu_ms=round(middle([cpu for _, cpu in empty]), 2),
    )  # fmt: skip
    if clients > 1:
        yield recorded(
            NAME, f"{name}: pages a second, {at}", middle([e.per_second for e, _ in page]), "/s",
            nothing_remembered=round(middle([e.per_second for e, _ in forgot]), 1),
            empty=round(middle([e.per_second for e, _ in empty]), 1),
        )  # fmt: skip


# -- signing in ---------------------------------------------------------------------------------------


def _signing_in(world: World, port: int) -> list[Figure]:
    """Portal → platform → portal, by real redirects; then again while the platform knows one."""
    with in_public():
        people = [
            make_citizen(email=f"do-{token_hex(6)}@example.vn", password=PASSWORD)
            for _ in range(SIGN_INS)
        ]
    first, again, turns = [], [], 0
    with web(port):
        for person in people:
            visitor = Counted(person.email or "")
            first.append(_timed(partial(_sign_in, visitor, world, person.email or "")))
            turns = visitor.count
            visitor.forget(world.host)
            again.append(_timed(partial(_sign_in, visitor, world, person.email or "")))
    return [
        recorded(NAME, "sign-in with a password, there and back", middle(first), "ms",
                 requests=turns),
        recorded(NAME, "sign-in while the platform knows one", middle(again), "ms"),
    ]  # fmt: skip


class Counted(Visitor):
    """Counts its requests."""

    count = 0

    def _once(self, *args: object, **kwargs: object) -> object:  # type: ignore[override]
        self.count += 1
        return super()._once(*args, **kwargs)  # type: ignore[arg-type]

    def forget(self, host: str) -> None:
        self._jars.pop(host, None)


def _sign_in(visitor: Visitor, world: World, email: str) -> None:
    page: Page = visitor.get(f"http://{world.host}/dang-nhap/?next=/ho-so/")
    if page.path == "/accounts/login/":
        form = page.form(action="/accounts/login/")
        page = visitor.send(page, form, values={"login": email, "password": PASSWORD})
    if page.has_form("/identity/o/authorize"):
        form = page.form(action="/identity/o/authorize")
        page = visitor.send(page, form, button=("action", "grant"))
    assert page.path == "/ho-so/", (page.url, page.words[:300])


def _timed(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


# -- finding ------------------------------------------------------------------------------------------


def _finding(world: World, port: int) -> Iterator[Figure]:
    """Over HTTP, as somebody who types, and as somebody who presses the button."""
    with web(port):
        for size in SIZES:
            with in_tenant(world.schema):
                _fill(world, size)
            for what, path in (("suggestions", "/goi-y/"), ("page of results", "/dich-vu/")):
                # Each of the two processes learns the services first.
                _asked(world, port, path, rounds=2)
                taken = _asked(world, port, path, rounds=10)
                p95 = quantiles(taken, n=20)[-1]
                yield at_most(
                    NAME, f"search, {what}, {size} services, p95", p95, "ms", SEARCH_MS,
                    p50=round(middle(taken), 1), worst=round(max(taken), 1),
                )  # fmt: skip


def _fill(world: World, size: int) -> None:
    """Services up to ``size``, all with the version of one: only finding them is measured."""
    template = PublicService.objects.get(pk=world.real.service_id)
    have = PublicService.objects.filter(live_version__isnull=False).count()
    rows = []
    for number in range(have, size):
        name, words = words_of(number)
        rows.append(
            PublicService(
                slug=f"do-kiem-{number}", name=name, draft={}, status="published",
                live_version_id=template.live_version_id, live_revision=1, live_order=name,
                search_text=words, created_at=template.created_at, updated_at=template.updated_at,
            )
        )  # fmt: skip
    PublicService.objects.bulk_create(rows, batch_size=1_000)
    FinderStamp.move()


def _asked(world: World, port: int, path: str, *, rounds: int) -> list[float]:
    taken = []
    opened = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for _ in range(rounds):
        for query in QUERIES:
            began = time.perf_counter()
            opened.request("GET", f"{path}?q={quote(query)}", headers={"Host": world.host})
            answer = opened.getresponse()
            answer.read()
            taken.append((time.perf_counter() - began) * 1000)
            assert answer.status == http.HTTPStatus.OK, (query, answer.status)
    opened.close()
    return taken
