"""What the rules ask of our own code, read from each file once for all of them."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_MAKERS = {"dict", "list", "set", "OrderedDict", "defaultdict", "deque", "WeakValueDictionary",
           "WeakKeyDictionary", "Counter", "LRUCache", "TTLCache", "Recent", "local", "ContextVar"}  # fmt: skip
_CACHES = {"cache", "lru_cache"}
_BODIES = ("body", "orelse", "finalbody", "handlers", "cases")


@dataclass(frozen=True, slots=True)
class Function:
    name: str
    line: int
    length: int
    """Lines without the docstring."""


@dataclass(frozen=True, slots=True)
class Code:
    functions: list[Function]
    memories: list[str]
    """Names at module level that a request may write to, and cached functions at any depth."""


@cache
def read(path: Path) -> Code:
    """The tree itself is forgotten: those of all files together slow the process down."""
    return understand(path.read_text(encoding="utf-8"))


def understand(source: str) -> Code:
    tree = ast.parse(source)
    found = Code([], [name for node in tree.body for name in _containers(node)])
    for node in _statements(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found.functions.append(Function(node.name, node.lineno, _length(node)))
        if isinstance(node, ast.FunctionDef) and any(
            _name_of(each) in _CACHES for each in node.decorator_list
        ):
            found.memories.append(node.name)
        elif isinstance(node, ast.Global):
            found.memories.extend(node.names)
    return found


def _statements(tree: ast.Module) -> Iterator[Any]:
    """Functions and declarations are statements: nobody need look into expressions for them."""
    left: list[Any] = [tree]
    while left:
        node = left.pop()
        yield node
        for body in _BODIES:
            left += getattr(node, body, ())


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    start = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
    return (node.end_lineno or 0) - start.lineno + 1


def _containers(node: ast.stmt) -> Iterator[str]:
    if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
        return
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    empty = isinstance(node.value, ast.Dict | ast.List | ast.Set) and not (
        getattr(node.value, "keys", None) or getattr(node.value, "elts", None)
    )
    made = isinstance(node.value, ast.Call) and _name_of(node.value) in _MAKERS
    made = (made and not getattr(node.value, "args", None)) or (
        isinstance(node.value, ast.Call) and _name_of(node.value) in ("defaultdict", "Recent")
    )
    if empty or made:
        yield from (name.id for name in targets if isinstance(name, ast.Name))


def _name_of(node: ast.expr) -> str:
    while isinstance(node, ast.Call | ast.Subscript):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
