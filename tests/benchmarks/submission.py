"""An accepted submission against a plain Django form and against wagtail.contrib.forms."""

from collections.abc import Iterator
from functools import partial
from urllib.parse import urlencode

from tenants.api import in_tenant
from tests.benchmarks import load
from tests.benchmarks.peers.forms import answers
from tests.benchmarks.report import Figure, at_least, middle, recorded, side_by_side
from tests.benchmarks.web import Web, web
from tests.benchmarks.world import CLIENTS, World, filled_drafts

NAME = "submission"
ROUNDS = 4
PER_RUN = {CLIENTS: 400, 1: 96}


def run(world: World, port: int, seconds: float) -> list[Figure]:
    scale = min(1.0, seconds / 2)
    sizes = {clients: max(CLIENTS, int(count * scale)) for clients, count in PER_RUN.items()}
    with in_tenant(world.schema):
        wanted = sum((ROUNDS + 1) * (count + CLIENTS) for count in sizes.values())
        drafts = _requests(world, wanted)
    form = urlencode(answers(), doseq=True).encode()
    plain = [world.post("/do-kiem/bieu-mau/", citizen, form) for citizen in world.citizens]
    wagtail = [world.post(world.wagtail_path, citizen, form) for citizen in world.citizens]
    figures: list[Figure] = []
    with web(port) as server:
        for clients, count in sizes.items():
            runs = [
                partial(_ours, server, drafts, clients, count),
                partial(_peer, server, plain, clients, seconds, 302),
                partial(_peer, server, wagtail, clients, seconds, 200),
            ]
            for each in runs:
                each()
            figures += _compared(side_by_side(ROUNDS, *runs), clients)
    return figures


def _requests(world: World, count: int) -> Iterator[bytes]:
    """One dossier each, to be sent once."""
    made = [
        world.post(
            f"/to-khai/{draft_id}/nop/",
            citizen,
            urlencode({"idempotency_key": draft_id.hex, "seen": digest}).encode(),
        )
        for draft_id, citizen, digest in filled_drafts(world, count)
    ]
    return iter(made)


Run = tuple[load.Measured, float]


def _ours(server: Web, drafts: Iterator[bytes], clients: int, count: int) -> Run:
    def flow(_number: int) -> load.Flow:
        while True:
            reply = yield next(drafts)
            load.expect(reply, 302, b"/bien-nhan/")
            yield load.DONE

    return _timed(
        server, lambda: load.run(server.port, flow, clients=clients, seconds=60, limit=count)
    )


def _peer(server: Web, requests: list[bytes], clients: int, seconds: float, status: int) -> Run:
    def flow(number: int) -> load.Flow:
        return load.repeat(requests[number], status=status)

    return _timed(server, lambda: load.run(server.port, flow, clients=clients, seconds=seconds))


def _timed(server: Web, drive: object) -> Run:
    before = server.cpu_seconds()
    measured: load.Measured = drive()  # type: ignore[operator]
    return measured, (server.cpu_seconds() - before) * 1000 / measured.count


def _compared(results: list[list[Run]], clients: int) -> list[Figure]:
    ours, plain, wagtail = results
    at = f"c={clients}"
    return [
        at_least(NAME, f"accepted / plain Django form, {at}", _ratio(ours, plain), "x", 0.5, **_facts("plain", plain)),
        at_least(NAME, f"accepted / wagtail.contrib.forms, {at}", _ratio(ours, wagtail), "x", 3, **_facts("wagtail", wagtail)),
        recorded(NAME, f"accepted a second, {at}", middle([each.per_second for each, _ in ours]), "/s", **_facts("ours", ours)),
    ]  # fmt: skip


def _facts(name: str, runs: list[Run]) -> dict[str, float]:
    return {
        f"{name}_per_second": round(middle([each.per_second for each, _ in runs]), 1),
        f"{name}_p50_ms": round(middle([each.p50 for each, _ in runs]), 2),
        f"{name}_p95_ms": round(middle([each.percentile(0.95) for each, _ in runs]), 2),
        f"{name}_cpu_ms": round(middle([cpu for _, cpu in runs]), 2),
    }


def _ratio(a: list[Run], b: list[Run]) -> float:
    return middle(
        [one.per_second / two.per_second for (one, _), (two, _) in zip(a, b, strict=True)]
    )
