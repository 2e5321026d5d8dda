"""New ids for new parts, and copies that are whole in themselves."""

import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from motcua.catalogue.domain.operations.tree import Node

NewId = Callable[[str], str]
_ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
_NUMBERED: Final = re.compile(r"^(.*?)_([0-9]{1,4})$")


def new_part_id(prefix: str) -> str:
    """``fld_3k9x…``: 50 random bits, unique in any document without asking anybody."""
    return f"{prefix}_" + "".join(secrets.choice(_ALPHABET) for _ in range(10))


def free_name(wanted: str, taken: Iterable[str]) -> str:
    """``wanted``, else ``wanted_2``, ``wanted_3``, … whichever is free first."""
    used = set(taken)
    if wanted not in used:
        return wanted
    match = _NUMBERED.match(wanted)
    stem = (match[1] if match else wanted)[:58]
    number = 2
    while f"{stem}_{number}" in used:
        number += 1
    return f"{stem}_{number}"


def renamed(node: Any, ids: Mapping[str, str]) -> Any:
    """A deep copy in which every id that is a key of ``ids`` is replaced, references included.

    Ids carry a prefix of their kind, so text can only be equal to one by intent.
    """
    if isinstance(node, dict):
        return {key: renamed(value, ids) for key, value in node.items()}
    if isinstance(node, list):
        return [renamed(value, ids) for value in node]
    if isinstance(node, str):
        if node.startswith("officer:"):
            step = node.removeprefix("officer:")
            return "officer:" + ids.get(step, step)
        return ids.get(node, node)
    return node


def with_free_keys(node: Node, taken: set[str]) -> None:
    """Give the fields of a copied subtree keys that no other field has; changes ``node``."""
    if "key" in node:
        node["key"] = free_name(node["key"], taken)
        taken.add(node["key"])
    for inner in node.get("fields", ()):
        with_free_keys(inner, taken)
