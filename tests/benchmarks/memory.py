"""Memory of two web workers that have served pages, shared parts counted once."""

from tenants.api import in_tenant
from tests.benchmarks import load
from tests.benchmarks.report import Figure, at_most, recorded
from tests.benchmarks.web import web
from tests.benchmarks.world import CLIENTS, World, start

NAME = "memory"
MEGABYTE = 1024 * 1024


def run(world: World, port: int, seconds: float) -> list[Figure]:
    with in_tenant(world.schema):
        drafts = [start(world.real, citizen) for citizen in world.citizens]
    slug = world.real.document.service.slug
    with web(port, settings="motcua.config.settings.production") as server:
        fresh = sum(server.pss_bytes().values())

        def flow(number: int) -> load.Flow:
            citizen, draft = world.citizens[number], drafts[number]
            paths = (
                "/",
                "/dich-vu/",
                f"/dich-vu/{slug}/",
                "/ho-so/",
                "/tra-cuu/",
                "/quan-tri/login/",
                f"/to-khai/{draft.id}/{draft.page_id}/",
                f"/to-khai/{draft.id}/kiem-tra/",
            )
            while True:
                for path in paths:
                    load.expect((yield world.get(path, citizen)), 200)
                yield load.DONE

        load.run(port, flow, clients=CLIENTS, seconds=max(2.0, seconds * 3))
        served = server.pss_bytes()
    total = sum(served.values()) / MEGABYTE
    return [
        at_most(NAME, "two web workers after serving pages (PSS, parent included)", total, "MB", 300, processes=float(len(served))),
        recorded(NAME, "the same before the first page", fresh / MEGABYTE, "MB"),
    ]  # fmt: skip
