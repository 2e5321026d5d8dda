"""Ids of steps and outcomes made of a file's: short, plain, unique, the same at every import."""

import re
from typing import Final

from motcua.kernel.text import fold
from motcua.workflow.bpmn import names

from .drawing import Flow, Node

_LONGEST: Final = 50
_OWN: Final = re.compile(r"(?:stp|out)_[A-Za-z0-9_]{1,50}")
_OWN_FORK: Final = "fork_"


class Namer:
    """Gives every node of all scopes its step id once."""

    def __init__(self, *, is_own: bool) -> None:
        self.is_own = is_own
        self._given: dict[tuple[str, str], str] = {}
        self._taken: set[str] = set()

    def step(self, scope_id: str, node: Node) -> str:
        key = (scope_id, node.id)
        if key not in self._given:
            self._given[key] = self._free(self._wanted(node))
        return self._given[key]

    def sub(self, scope_id: str, node: Node) -> str:
        return "sub_" + self.step(scope_id, node).removeprefix("stp_")

    def outcome(self, flow: Flow, taken: set[str]) -> str:
        own = names.outcome_in(flow.condition) or flow.id.rpartition(".")[2]
        if self.is_own and _OWN.fullmatch(own) and own not in taken:
            return own
        return _unique("out_" + plain_id(flow.id), taken)

    def _wanted(self, node: Node) -> str:
        if self.is_own:
            found = names.step_of(node.id) or names.choice_of(node.id)
            found = found or node.id.removeprefix(_OWN_FORK)
            if _OWN.fullmatch(found):
                return found
        return "stp_" + plain_id(node.id)

    def _free(self, wanted: str) -> str:
        found = _unique(wanted, self._taken)
        self._taken.add(found)
        return found


def plain_id(text: str) -> str:
    """Letters, digits and underlines; never empty."""
    return re.sub(r"[^A-Za-z0-9]+", "_", fold_keeping_case(text)).strip("_")[:40] or "x"


def fold_keeping_case(text: str) -> str:
    return text if text.isascii() else fold(text)


def _unique(wanted: str, taken: set[str]) -> str:
    found, number = wanted[: _LONGEST + 4], 2
    while found in taken:
        found = f"{wanted[:_LONGEST]}_{number}"
        number += 1
    return found
