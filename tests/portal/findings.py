"""What is wrong with a page: printed once for every page it was seen on first, counted once each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """``element``: what a person looks for in the page. ``rule``: what it offends against."""

    page: str
    element: str
    rule: str
    key: tuple[str, ...] = ()
    """The same fault of one template on many pages is one; empty: every page is its own."""

    def __str__(self) -> str:
        return f"{self.page}\n      {self.element}\n      {self.rule}"


def tell_all(kind: str, findings: Iterable[Finding], tell: Callable[[str], None]) -> int:
    """Print each once, with the number of pages it is on; how many there are."""
    firsts: dict[object, Finding] = {}
    pages: Counter[object] = Counter()
    for each in findings:
        key = each.key or (each.page, each.element, each.rule)
        firsts.setdefault(key, each)
        pages[key] += 1
    for key, each in firsts.items():
        more = f" (and {pages[key] - 1} pages more)" if pages[key] > 1 else ""
        tell(f"{kind}: {each}{more}")
    return len(firsts)
