"""The whole way of a citizen: begin, three pages, check, send. Nine requests."""

from urllib.parse import urlencode

from tests.benchmarks import load
from tests.benchmarks.report import Figure, at_least, middle, recorded
from tests.benchmarks.web import web
from tests.benchmarks.world import CLIENTS, Citizen, World
from tests.factories.filling import posted_for

NAME = "journey"
ROUNDS = 3
REQUESTS = 9


def run(world: World, port: int, seconds: float) -> list[Figure]:
    slug = world.version.document.service.slug
    form = world.version.compiled_form
    pages = [urlencode(posted_for(form, page_id), doseq=True).encode() for page_id in form.page_ids]

    def flow(number: int) -> load.Flow:
        citizen = world.citizens[number]
        while True:
            yield from _journey(world, citizen, slug, pages)
            yield load.DONE

    with web(port) as server:
        load.run(port, flow, clients=CLIENTS, seconds=1)
        before = server.cpu_seconds()
        runs = [load.run(port, flow, clients=CLIENTS, seconds=seconds * 2) for _ in range(ROUNDS)]
        cpu = (server.cpu_seconds() - before) * 1000 / sum(each.count for each in runs)
    rate = middle([each.per_second for each in runs])
    return [
        at_least(NAME, f"journeys a second, c={CLIENTS}", rate, "/s", 80, rival=8.3),
        recorded(NAME, "p95 of a journey", middle([each.percentile(0.95) for each in runs]), "ms"),
        recorded(NAME, "server processor time a request", cpu / REQUESTS, "ms"),
    ]


def _journey(world: World, citizen: Citizen, slug: str, pages: list[bytes]) -> load.Flow:
    reply = yield world.post(f"/nop-ho-so/{slug}/", citizen, b"")
    for body in pages:
        place = load.expect(reply, 302, b"/to-khai/").header(b"location").decode()
        load.expect((yield world.get(place, citizen)), 200)
        reply = yield world.post(place, citizen, body)
    place = load.expect(reply, 302, b"/kiem-tra/").header(b"location").decode()
    page = load.expect((yield world.get(place, citizen)), 200)
    fields = {name: _value(page.body, name) for name in ("idempotency_key", "seen")}
    sent = place.replace("/kiem-tra/", "/nop/")
    reply = yield world.post(sent, citizen, urlencode(fields).encode())
    load.expect(reply, 302, b"/bien-nhan/")


def _value(page: bytes, name: str) -> str:
    mark = f'name="{name}" value="'.encode()
    start = page.index(mark) + len(mark)
    return page[start : page.index(b'"', start)].decode()
