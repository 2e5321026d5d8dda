"""The numbers beside the tabs, kept for a few seconds: many pages show them, few change them.

Kept per person, and forgotten when that person does something. What colleagues do shows after
``SECONDS`` at the latest. The list itself is never kept.
"""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Final

from django.core.cache import cache

from motcua.kernel.actors import Actor

SECONDS: Final = 10


def kept(by: Actor, standing_in: Sequence[Actor], buckets: Sequence[str]) -> dict[str, int] | None:
    """None: nothing is kept of just these lists for just these rights."""
    found = cache.get(_key(by))
    if not isinstance(found, tuple) or found[0] != _seal(by, standing_in, buckets):
        return None
    return dict(found[1])


def keep(
    by: Actor, standing_in: Sequence[Actor], buckets: Sequence[str], counts: Mapping[str, int]
) -> dict[str, int]:
    cache.set(_key(by), (_seal(by, standing_in, buckets), dict(counts)), SECONDS)
    return dict(counts)


def forget(by: Actor) -> None:
    """After whatever ``by`` did: they look at once whether it is gone from their list."""
    cache.delete(_key(by))


def _key(by: Actor) -> str:
    return f"office-counters:{by.id}"


def _seal(by: Actor, standing_in: Sequence[Actor], buckets: Sequence[str]) -> str:
    """Everything the numbers depend on except the dossiers: another role, another number."""
    rights = [
        (
            str(each.id),
            str(each.for_id),
            sorted(each.roles),
            sorted(each.permissions),
            sorted(map(str, each.agency_ids)),
        )
        for each in (by, *standing_in)
    ]
    return sha256(repr((rights, list(buckets))).encode()).hexdigest()
