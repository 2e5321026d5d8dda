"""Short words for writing a ready survey down in code."""

from collections.abc import Sequence
from typing import Any

Words = tuple[str, str]
Node = dict[str, Any]


def words(vi: str, en: str) -> dict[str, str]:
    return {"vi": vi, "en": en}


def page(key: str, title: Words, *fields: Node, intro: Words | None = None) -> Node:
    return {
        "id": f"pag_{key}",
        "title": words(*title),
        "intro": words(*intro) if intro else {},
        "fields": list(fields),
    }


def ask(
    key: str, kind: str, label: Words, *, required: bool = False, when: Node | None = None,
    hint: Words | None = None, **config: Any,
) -> Node:  # fmt: skip
    return {
        "id": f"fld_{key}",
        "key": key,
        "type": kind,
        "label": words(*label),
        "help": words(*hint) if hint else {},
        "required": required,
        "visible_if": when,
        "config": config,
    }


def choose(
    key: str, label: Words, options: Sequence[tuple[str, str, str]], *, several: bool = False,
    required: bool = False, when: Node | None = None, hint: Words | None = None,
) -> Node:  # fmt: skip
    kind = "multiple_choice" if several else "single_choice"
    made = [{"value": value, "label": words(vi, en)} for value, vi, en in options]
    return ask(key, kind, label, required=required, when=when, hint=hint, options=made)


def is_one_of(key: str, *values: str) -> Node:
    parts = [{"op": "eq", "args": [{"ref": f"fld_{key}"}, {"value": each}]} for each in values]
    return parts[0] if len(parts) == 1 else {"op": "or", "args": parts}


def has(key: str, value: str) -> Node:
    return {"op": "contains", "args": [{"ref": f"fld_{key}"}, {"value": value}]}
