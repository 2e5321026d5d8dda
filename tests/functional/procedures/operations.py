"""The operations a clerk's hand makes in the designer to get from nothing to a given service."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from motcua.catalogue.domain.operations.kinds import KINDS, WHOLES

Node = Mapping[str, Any]
_LATER = {"slug"}
"""Chosen when the service was created."""


def operations_for(document: Node) -> list[dict[str, Any]]:
    """Every part added one by one, in the order of the document."""
    found: list[dict[str, Any]] = []
    for what, attributes in WHOLES.items():
        if what in document and (set_ := _attributes(document[what], attributes)):
            found.append({"op": "update", "what": what, "set": set_})
    for what, kind in KINDS.items():
        if not kind.owner:
            for item in _parts(document, kind.path):
                found += _added(what, item, None)
    return found


def _attributes(node: Node, attributes: frozenset[str]) -> dict[str, Any]:
    return {key: node[key] for key in sorted(attributes - _LATER) if key in node}


def _parts(node: Node, path: tuple[str, ...]) -> list[Node]:
    for key in path:
        node = node.get(key) or {}  # type: ignore[assignment]
    return list(node)  # type: ignore[arg-type]


def _added(what: str, item: Node, parent: str | None) -> Iterator[dict[str, Any]]:
    """The part without what is inside it, then what is inside it."""
    inside = list(_inside(what, item))
    bare = dict(item) | {path: [] for _what, path, _items in inside}
    where = {"parent": parent} if parent else {}
    yield {"op": "add", "what": what, "item": bare, **where}
    for kind, _path, items in inside:
        for each in items:
            yield from _added(kind, each, str(item["id"]))


def _inside(what: str, item: Node) -> Iterator[tuple[str, str, list[Node]]]:
    """Fields of pages and groups, waivers of fees, outcomes of steps. Options stay with theirs."""
    if what in {"page", "field"} and item.get("fields"):
        yield "field", "fields", list(item["fields"])
    for kind, facts in KINDS.items():
        if facts.owner == what and len(facts.path) == 1 and kind != "field":
            yield kind, facts.path[0], list(item.get(facts.path[0]) or [])
