"""Which questions a rule looks at."""

from collections.abc import Iterator
from typing import Any

from formbuilder.api import Rule


def refs_in(rule: Rule | None) -> Iterator[str]:
    """Ids of fields named in a rule, in reading order; repeated as often as they are named."""
    if rule is None:
        return
    stack: list[Any] = [rule if isinstance(rule, dict) else rule.model_dump(mode="json")]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            if isinstance(node.get("ref"), str):
                yield node["ref"]
            stack.extend(reversed(list(node.values())))
        elif isinstance(node, list):
            stack.extend(reversed(node))
