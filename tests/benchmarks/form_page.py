"""A published form page against an empty view behind the same tenancy."""

from collections.abc import Callable
from functools import partial

from tenants.api import in_tenant
from tests.benchmarks import load
from tests.benchmarks.report import Figure, at_least, middle, recorded, side_by_side
from tests.benchmarks.web import Web, web
from tests.benchmarks.world import CLIENTS, World, start

NAME = "form_page"
ROUNDS = 5


def run(world: World, port: int, seconds: float) -> list[Figure]:
    with in_tenant(world.schema):
        drafts = [start(world.real, citizen) for citizen in world.citizens]
    pages = [
        world.get(f"/to-khai/{draft.id}/{draft.page_id}/", citizen)
        for draft, citizen in zip(drafts, world.citizens, strict=True)
    ]
    empty = [world.get("/do-kiem/rong/", citizen) for citizen in world.citizens]
    with web(port) as ours, web(port + 1, bare=True) as bare:
        figures = []
        for clients in (CLIENTS, 1):
            one = partial(_drive, clients=clients, seconds=seconds)
            runs = [partial(one, ours, pages), partial(one, ours, empty), partial(one, bare, empty)]
            for each in runs:
                each(seconds=0.5)
            figures += _compared(side_by_side(ROUNDS, *runs), clients)
        return figures


def _compared(results: list[list[tuple[load.Measured, float]]], clients: int) -> list[Figure]:
    page, empty, bare = (
        {
            "per_second": middle([each.per_second for each, _ in runs]),
            "p50_ms": middle([each.p50 for each, _ in runs]),
            "p95_ms": middle([each.percentile(0.95) for each, _ in runs]),
            "cpu_ms": middle([cpu for _, cpu in runs]),
        }
        for runs in results
    )
    ratio = _ratio(results[0], results[1])
    at = f"c={clients}"
    return [
        at_least(NAME, f"page / empty view, same middleware and session, {at}", ratio, "x", 0.8, **{f"empty_{k}": v for k, v in _short(empty).items()}),
        recorded(NAME, f"page / empty view, tenancy middleware alone, {at}", _ratio(results[0], results[2]), "x", **{f"bare_{k}": v for k, v in _short(bare).items()}),
        recorded(NAME, f"pages a second, {at}", page["per_second"], "/s", **_short(page)),
    ]  # fmt: skip


def _short(facts: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 2) for name, value in facts.items()}


def _ratio(a: list[tuple[load.Measured, float]], b: list[tuple[load.Measured, float]]) -> float:
    """Of neighbours in time, then the middle one."""
    return middle(
        [one.per_second / two.per_second for (one, _), (two, _) in zip(a, b, strict=True)]
    )


def _drive(
    server: Web, requests: list[bytes], *, clients: int, seconds: float
) -> tuple[load.Measured, float]:
    """With the server's processor time per request, in milliseconds."""
    make: Callable[[int], load.Flow] = lambda number: load.repeat(requests[number])  # noqa: E731
    before = server.cpu_seconds()
    measured = load.run(server.port, make, clients=clients, seconds=seconds)
    return measured, (server.cpu_seconds() - before) * 1000 / measured.count
