"""One line of JSON a benchmark, and a table of all at the end."""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Figure:
    """``target`` is a sentence; ``met`` is None where there is only something to record."""

    benchmark: str
    name: str
    value: float
    unit: str
    target: str = ""
    met: bool | None = None
    detail: dict[str, float | str] = field(default_factory=dict)


def at_least(
    benchmark: str, name: str, value: float, unit: str, wanted: float, **detail: float | str
) -> Figure:
    return Figure(benchmark, name, round(value, 3), unit, f">= {wanted:g}", value >= wanted, detail)


def at_most(
    benchmark: str, name: str, value: float, unit: str, wanted: float, **detail: float | str
) -> Figure:
    return Figure(benchmark, name, round(value, 3), unit, f"<= {wanted:g}", value <= wanted, detail)


def recorded(benchmark: str, name: str, value: float, unit: str, **detail: float | str) -> Figure:
    return Figure(benchmark, name, round(value, 3), unit, detail=detail)


def line(benchmark: str, figures: list[Figure], seconds: float) -> None:
    body = {
        "benchmark": benchmark,
        "seconds": round(seconds, 1),
        "figures": [
            {k: v for k, v in asdict(each).items() if k != "benchmark"} for each in figures
        ],
    }
    print(json.dumps(body, ensure_ascii=False), flush=True)


def table(figures: list[Figure]) -> None:
    rows = [("figure", "value", "target", "")]
    for each in figures:
        verdict = "" if each.met is None else "met" if each.met else "MISSED"
        rows.append(
            (f"{each.benchmark}: {each.name}", f"{each.value:g} {each.unit}", each.target, verdict)
        )
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        print(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        )
    sys.stdout.flush()


def side_by_side(count: int, *runs: Callable[[], T]) -> list[list[T]]:
    """Run A B A B …: a neighbour on the machine disturbs all of them alike."""
    results: list[list[T]] = [[] for _ in runs]
    for _ in range(count):
        for number, run in enumerate(runs):
            results[number].append(run())
    return results


def middle(values: list[float]) -> float:
    return median(values)
