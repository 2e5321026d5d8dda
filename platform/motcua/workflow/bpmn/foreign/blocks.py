"""Which parallel gateways belong together: a fork, its join, and nothing leading in or out between.

Only such blocks run here. Everything else parallel is told and becomes something simpler.
"""

from dataclasses import dataclass

from .drawing import Scope

_MAX_NESTING = 20


@dataclass(frozen=True, slots=True)
class Block:
    """``branches`` are the first nodes of the branches that hold any work."""

    fork: str
    join: str
    branches: tuple[str, ...]


def find_blocks(scope: Scope) -> dict[str, Block]:
    """Fork id to its block."""
    return _Finder(scope).found()


class _Finder:
    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.leaving = {node_id: scope.leaving(node_id) for node_id in _parallel(scope)}
        self.following: dict[str, list[str]] = {node_id: [] for node_id in scope.nodes}
        self.before: dict[str, list[str]] = {node_id: [] for node_id in scope.nodes}
        for flow in scope.flows:
            if flow.source in scope.nodes and flow.target in scope.nodes:
                self.following[flow.source].append(flow.target)
                self.before[flow.target].append(flow.source)
        for node in scope.nodes.values():
            if node.attached_to in scope.nodes:
                self.following[node.attached_to].append(node.id)
                self.before[node.id].append(node.attached_to)
        self.joins: dict[str, str | None] = {}
        self.inside: dict[str, set[str]] = {}

    def found(self) -> dict[str, Block]:
        blocks = {}
        for fork in self.leaving:
            if self._is_fork(fork):
                join = self._join_of(fork, 0)
                if join is not None:
                    firsts = [each for each in self.following[fork] if each != join]
                    blocks[fork] = Block(fork, join, tuple(firsts))
        return blocks

    def _is_fork(self, node_id: str) -> bool:
        return self._is_parallel(node_id) and len(self.following[node_id]) > 1

    def _is_join(self, node_id: str) -> bool:
        ways = (len(self.before[node_id]), len(self.following[node_id]))
        return self._is_parallel(node_id) and ways[0] > 1 and ways[1] <= 1

    def _is_parallel(self, node_id: str) -> bool:
        return self.scope.nodes[node_id].tag == "parallelGateway"

    def _join_of(self, fork: str, nesting: int) -> str | None:
        """The one join all branches lead to; ``None`` when it is no closed block."""
        if fork not in self.joins:
            self.joins[fork] = None
            if nesting < _MAX_NESTING and len(self.before[fork]) <= 1:
                self.joins[fork] = self._close(fork, nesting)
        return self.joins[fork]

    def _close(self, fork: str, nesting: int) -> str | None:
        joins: set[str] = set()
        taken: set[str] = set()
        for first in self.following[fork]:
            branch = self._walk(first, nesting, joins)
            if branch is None or branch & taken:
                return None
            taken |= branch
        if len(joins) != 1:
            return None
        (join,) = joins
        outside = [source for each in taken for source in self.before[each]]
        closed = all(source in taken or source == fork for source in outside)
        arriving = all(source in taken or source == fork for source in self.before[join])
        self.inside[fork] = taken
        return join if closed and arriving else None

    def _walk(self, first: str, nesting: int, joins: set[str]) -> set[str] | None:
        """The nodes of one branch; the joins at which it ends are added to ``joins``."""
        seen: set[str] = set()
        waiting = [first]
        while waiting:
            node_id = waiting.pop()
            if node_id in seen:
                continue
            if self._is_join(node_id):
                joins.add(node_id)
                continue
            seen.add(node_id)
            if self._is_fork(node_id):
                inner = self._join_of(node_id, nesting + 1)
                if inner is None:
                    return None
                seen |= self.inside[node_id] | {inner}
                waiting.extend(self.following[inner])
            else:
                waiting.extend(self.following[node_id])
        return seen


def _parallel(scope: Scope) -> list[str]:
    return [node.id for node in scope.nodes.values() if node.tag == "parallelGateway"]
