"""Reading JsonLogic: every node either finds its counterpart or is told as lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from formbuilder.domain.document import FormSection
from formbuilder.domain.limits import MAX_RULE_ARGS
from formbuilder.domain.operators import operators
from formbuilder.fieldtypes import field_types

Node = dict[str, Any]
_SAME: Final = {
    "and": "and", "or": "or", "+": "add", "*": "mul", "/": "div", ">": "gt", ">=": "ge",
    "min": "min", "max": "max", "cat": "concat",
}  # fmt: skip
_EQUAL: Final = {"==": "eq", "===": "eq", "!=": "ne", "!==": "ne"}
_OVER_ROWS: Final = {"some": "any", "all": "all", "none": "any"}
_OWN: Final = frozenset({"any", "all", "and", "or", "in", "min", "max", "if"})
"""Our operators whose names JsonLogic uses, or could be taken, for something else."""


@dataclass(frozen=True, slots=True)
class Lost:
    """``path`` is a JSON pointer into what was read; ``what`` names the part."""

    path: str
    code: str
    what: str = ""


class Importer:
    """One import; faults collect in ``lost``, doubts in ``notes``."""

    def __init__(self, form: FormSection) -> None:
        self.top: dict[str, str] = {}
        self.rows: dict[str, dict[str, str]] = {}
        self.kinds: dict[str, str] = {}
        for page in form.pages:
            for field in page.fields:
                self.top[field.key] = field.id
                if field.fields:
                    self.rows[field.id] = {inner.key: inner.id for inner in field.fields}
        for field in form.walk():
            known = field.type in field_types
            self.kinds[field.id] = field_types.get(field.type).kind if known else "none"
        self.lost: list[Lost] = []
        self.notes: list[Lost] = []

    def rule(self, raw: Any, at: str, group: str | None) -> Node:
        """Our tree of one node; ``group`` is the repeating group whose row it is about."""
        if isinstance(raw, list):
            return self._list(raw, at)
        if not isinstance(raw, Mapping):
            return {"value": raw}
        if len(raw) != 1:
            return self._lose(at, "not_a_rule")
        ((name, given),) = raw.items()
        args = given if isinstance(given, list) else [given]
        if len(args) > MAX_RULE_ARGS:
            return self._lose(at, "too_large", str(name))
        if name == "var":
            return self._variable(args, at, group)
        return self._operation(str(name), args, f"{at}/{name}", group)

    def _operation(self, name: str, args: list[Any], at: str, group: str | None) -> Node:
        if name in ("some", "none", "reduce") or (name == "all" and len(args) == 2):
            return self._over_rows(name, args, at, group)
        if name in ("missing", "missing_some", "filter", "map", "merge", "log", "method", "%"):
            return self._lose(at, "operator", name)
        if name == "in" and len(args) == 2 and _is_computed(args[1]):
            args = [args[0], *args[1]]
            said = [self.rule(arg, f"{at}/{place}", group) for place, arg in enumerate(args)]
            return {"op": "in", "args": said}
        said = [self.rule(arg, f"{at}/{place}", group) for place, arg in enumerate(args)]
        if name in _EQUAL and len(said) == 2:
            return self._equal(_EQUAL[name], said)
        special = {
            "<": self._less,
            "<=": self._less,
            "!": self._truth,
            "!!": self._truth,
            "in": self._in,
            "if": self._if,
            "?:": self._if,
            "-": self._minus,
            "substr": self._substr,
        }
        return special.get(name, self._plain)(name, said, at)

    def _minus(self, name: str, said: list[Node], at: str) -> Node:
        zero: list[Node] = [{"value": 0}] if len(said) == 1 else []
        return {"op": "sub", "args": [*zero, *said]}

    def _plain(self, name: str, said: list[Node], at: str) -> Node:
        if name in _SAME:
            if name in ("and", "or") and not all(self._is_condition(each) for each in said):
                self.notes.append(Lost(at, "truthiness", name))
            return {"op": _SAME[name], "args": said}
        if name in operators and name not in _OWN:
            return {"op": name, "args": said}
        return self._lose(at, "operator", name)

    def _variable(self, args: list[Any], at: str, group: str | None) -> Node:
        name = args[0] if args else ""
        if not isinstance(name, str):
            return self._lose(at, "variable", str(name))
        node = self._named(name, group)
        if node is None:
            return self._lose(at, "variable", name)
        if len(args) > 1 and args[1] is not None:
            return {"op": "coalesce", "args": [node, self.rule(args[1], f"{at}/var/1", group)]}
        return node

    def _named(self, name: str, group: str | None) -> Node | None:
        known = self.rows[group] if group else self.top
        if name in known:
            return {"ref": known[name]}
        head, _dot, rest = name.partition(".")
        if head == "profile" and not group:
            return {"profile": rest}
        return {"ref": known[head], "part": rest} if head in known and rest else None

    def _over_rows(self, name: str, args: list[Any], at: str, group: str | None) -> Node:
        rows = self.rule(args[0], f"{at}/0", group) if args else {}
        wanted = rows.get("ref", "")
        if name == "reduce":
            return self._reduce(args, wanted, at)
        if group or wanted not in self.rows or len(args) != 2:
            return self._lose(at, "operator", name)
        body = self.rule(args[1], f"{at}/1", wanted)
        if name == "all":
            # There `all` of nothing is false.
            rest = {"op": "filled", "args": [{"ref": wanted}]}
            return {"op": "and", "args": [rest, {"op": "all", "args": [rows, body]}]}
        found = {"op": _OVER_ROWS[name], "args": [rows, body]}
        return {"op": "not", "args": [found]} if name == "none" else found

    def _reduce(self, args: list[Any], wanted: str, at: str) -> Node:
        """Sums and counts: ``accumulator + something of current``, from 0."""
        step = args[1].get("+") if len(args) == 3 and isinstance(args[1], Mapping) else None
        if not isinstance(step, list) or len(step) != 2 or args[2] != 0:
            return self._lose(at, "operator", "reduce")
        rest = [part for part in step if part != {"var": "accumulator"}]
        if len(rest) != 1 or not wanted:
            return self._lose(at, "operator", "reduce")
        if rest[0] == 1:
            return {"op": "count", "args": [{"ref": wanted}]}
        if wanted not in self.rows:
            return self._lose(at, "operator", "reduce")
        body = _of_the_row(rest[0])
        choice = body.get("if") if isinstance(body, Mapping) else None
        if isinstance(choice, list) and choice[1:] == [1, 0]:
            return self._rows_call("count", wanted, choice[0], at)
        return self._rows_call("sum", wanted, body, at)

    def _rows_call(self, op: str, wanted: str, body: Any, at: str) -> Node:
        return {"op": op, "args": [{"ref": wanted}, self.rule(body, f"{at}/1", wanted)]}

    def _equal(self, op: str, said: list[Node]) -> Node:
        others = [each for each in said if each != {"value": None}]
        if len(others) == 1:
            return {"op": "empty" if op == "eq" else "filled", "args": others}
        if not others:
            return {"value": op == "eq"}
        return {"op": op, "args": said}

    def _less(self, name: str, said: list[Node], at: str) -> Node:
        op = "lt" if name == "<" else "le"
        if len(said) == 2:
            return {"op": op, "args": said}
        if len(said) != 3:
            return self._lose(at, "argument_count", name)
        if op == "le":
            return {"op": "between", "args": [said[1], said[0], said[2]]}
        pairs = (said[:2], said[1:])
        return {"op": "and", "args": [{"op": op, "args": pair} for pair in pairs]}

    def _truth(self, name: str, all_said: list[Node], at: str) -> Node:
        if len(all_said) != 1:
            return self._lose(at, "argument_count", name)
        said = all_said[0]
        if self._is_condition(said):
            inner = said["args"][0] if said.get("op") in ("empty", "filled") else None
            if name == "!" and inner is not None:
                return {"op": "filled" if said["op"] == "empty" else "empty", "args": [inner]}
            return {"op": "not", "args": [said]} if name == "!" else said
        if self.kinds.get(said.get("ref", "")) in ("number", "money"):
            self.notes.append(Lost(at, "zero_is_false", said["ref"]))
        return {"op": "empty" if name == "!" else "filled", "args": [said]}

    def _in(self, name: str, said: list[Node], at: str) -> Node:
        if len(said) != 2:
            return self._lose(at, "argument_count", name)
        if isinstance(said[1].get("value"), list):
            return {"op": "in", "args": said}
        return {"op": "contains", "args": [said[1], said[0]]}

    def _if(self, name: str, said: list[Node], at: str) -> Node:
        if not said:
            return self._lose(at, "argument_count", name)
        if len(said) == 1:
            return said[0]
        rest = self._if(name, said[2:], at) if len(said) > 2 else {"value": None}
        if not self._is_condition(said[0]):
            self.notes.append(Lost(f"{at}/0", "truthiness", "if"))
        return {"op": "if", "args": [said[0], said[1], rest]}

    def _substr(self, name: str, said: list[Node], at: str) -> Node:
        numbers = [each["value"] for each in said[1:] if "value" in each]
        if len(said) < 2 or any(type(each) in (int, float) and each < 0 for each in numbers):
            # There a negative number counts from the end.
            return self._lose(at, "argument", name)
        length = said[2:] or [{"value": 10_000}]
        return {"op": "slice", "args": [*said[:2], *length[:1]]}

    def _list(self, raw: list[Any], at: str) -> Node:
        if _is_computed(raw):
            return self._lose(at, "computed_list")
        return {"value": raw}

    def _is_condition(self, node: Node) -> bool:
        if "value" in node:
            return isinstance(node["value"], bool)
        if "ref" in node:
            return self.kinds.get(node["ref"]) == "bool"
        op = node.get("op", "")
        return op in operators and operators.get(op).returns == "bool"

    def _lose(self, at: str, code: str, what: str = "") -> Node:
        self.lost.append(Lost(at, code, what[:80]))
        return {"value": None}


def _is_computed(raw: Any) -> bool:
    return isinstance(raw, list) and any(isinstance(each, (list, Mapping)) for each in raw)


def _of_the_row(body: Any) -> Any:
    if isinstance(body, list):
        return [_of_the_row(each) for each in body]
    if isinstance(body, Mapping):
        name = body.get("var")
        if len(body) == 1 and isinstance(name, str) and name.startswith("current."):
            return {"var": name.removeprefix("current.")}
        return {key: _of_the_row(each) for key, each in body.items()}
    return body
