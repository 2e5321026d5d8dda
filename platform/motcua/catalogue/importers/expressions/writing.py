"""From the tree of a foreign expression to a rule of ours, told by what the questions hold."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import gettext as _

from motcua.catalogue.importers.expressions.tree import Apply, Literal, Name, Node, NotRead

Rule = dict[str, Any]
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_ORDERED: Final = frozenset({"eq", "ne", "lt", "le", "gt", "ge"})
_TURNED: Final = {"eq": "eq", "ne": "ne", "lt": "gt", "le": "ge", "gt": "lt", "ge": "le"}


@dataclass(frozen=True, slots=True)
class Target:
    """What an expression may name: a question, its kind of answer, the group it is in."""

    field_id: str
    kind: str
    group: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    """Values of options in the source and here, where they differ."""


@dataclass(frozen=True, slots=True)
class Written:
    """A rule and the kind of value it gives; ``any`` when it depends."""

    rule: Rule
    kind: str


def write_rule(
    node: Node, targets: Mapping[str, Target], *, own: str = "", inside: str = ""
) -> Rule:
    """``own`` is the name ``.`` stands for, ``inside`` the group of the rule's owner.

    Raises ``NotRead``.
    """
    return _Writer(targets, own, inside).write(node).rule


def write_typed(
    node: Node, targets: Mapping[str, Target], *, own: str = "", inside: str = ""
) -> Written:
    """As ``write_rule``, with the kind of its result."""
    return _Writer(targets, own, inside).write(node)


def write_condition(
    node: Node, targets: Mapping[str, Target], *, own: str = "", inside: str = ""
) -> Rule:
    """As ``write_rule``; an answer alone means that it is given (or is yes)."""
    return _Writer(targets, own, inside).condition(node)


class _Writer:
    def __init__(self, targets: Mapping[str, Target], own: str, inside: str) -> None:
        self.targets = targets
        self.own = own
        self.inside = inside

    def write(self, node: Node) -> Written:
        if isinstance(node, Literal):
            return _constant(node.value)
        if isinstance(node, Name):
            return self._name(node)
        if node.op in ("not", "if"):
            return self._logic(node.op, node.args)
        for operators, write in (
            (("and", "or"), self._joined),
            (_ORDERED, self._comparison),
            (_ARITHMETIC, self._arithmetic),
        ):
            if node.op in operators:
                return write(node)
        return self._function(node)

    def condition(self, node: Node) -> Rule:
        found = self.write(node)
        if found.kind in ("bool", "any"):
            return found.rule
        return _call("filled", found.rule)

    def target(self, node: Node) -> Target:
        if not isinstance(node, Name):
            raise NotRead(_("cần tên một câu hỏi"))
        name = self.own if node.name == "." else node.name
        found = self.targets.get(name)
        if found is None:
            raise NotRead(_("nhắc đến “%(name)s” không có trong biểu mẫu") % {"name": name[:60]})
        return found

    def _name(self, node: Name) -> Written:
        target = self.target(node)
        if target.kind == "none":
            raise NotRead(_("nhắc đến “%(name)s” không có câu trả lời") % {"name": node.name})
        if target.group and target.group != self.inside:
            message = _("“%(name)s” nằm trong nhóm lặp lại khác")
            raise NotRead(message % {"name": node.name})
        return Written({"ref": target.field_id}, target.kind)

    def _joined(self, node: Apply) -> Written:
        if node.op == "or" and isinstance(node.args[1], Literal):
            # ``data.count || 0``: what to take when there is nothing.
            return _coalesce(self, node.args)
        args: list[Rule] = []
        for arg in node.args:
            rule = self.condition(arg)
            args.extend(rule["args"] if rule.get("op") == node.op else [rule])
        return Written({"op": node.op, "args": args}, "bool")

    def _comparison(self, node: Apply) -> Written:
        left, right = node.args
        op = node.op
        if isinstance(left, Literal) and not isinstance(right, Literal):
            left, right, op = right, left, _TURNED[op]
        if isinstance(right, Literal) and right.value in ("", None) and op in ("eq", "ne"):
            rule = self.write(left).rule
            return Written(_call("empty" if op == "eq" else "filled", rule), "bool")
        first, second = self.write(left), self.write(self._own_value(left, right))
        if first.kind in ("choices", "rows", "files", "address"):
            raise NotRead(_("so sánh cả danh sách; hãy dùng phép “có chọn”"))
        second = _as_kind(second, first.kind)
        first = _as_kind(first, second.kind)
        return Written(_call(op, first.rule, second.rule), "bool")

    def _own_value(self, question: Node, value: Node) -> Node:
        """An option of the source by the name it has here."""
        if not (isinstance(question, Name) and isinstance(value, Literal)):
            return value
        known = self.target(question).values
        return Literal(known.get(str(value.value), value.value)) if known else value

    def _arithmetic(self, node: Apply) -> Written:
        left, right = (self.write(arg) for arg in node.args)
        kinds = {left.kind, right.kind}
        if node.op == "add" and "text" in kinds:
            return Written(_call("concat", left.rule, right.rule), "text")
        if "date" in kinds:
            return self._with_dates(node.op, left, right)
        if kinds - {"number", "any"}:
            raise NotRead(_("phép tính trên câu trả lời không phải số"))
        if node.op == "mod":
            quotient = _call("floor", _call("div", left.rule, right.rule))
            rule = _call("sub", left.rule, _call("mul", right.rule, quotient))
            return Written(rule, "number")
        return Written(_call(node.op, left.rule, right.rule), "number")

    def _with_dates(self, op: str, left: Written, right: Written) -> Written:
        if op == "sub" and left.kind == right.kind == "date":
            return Written(_call("days_between", right.rule, left.rule), "number")
        if op == "add" and right.kind == "date":
            left, right = right, left
        if op in ("add", "sub") and left.kind == "date" and right.kind == "number":
            days = right.rule if op == "add" else _call("sub", {"value": 0}, right.rule)
            return Written(_call("date_add", left.rule, days, {"value": "days"}), "date")
        raise NotRead(_("phép tính này không làm được với ngày tháng"))

    def _logic(self, op: str, args: tuple[Node, ...]) -> Written:
        if op == "not":
            return Written(_call("not", self.condition(args[0])), "bool")
        chosen = [self.write(arg) for arg in args[1:]]
        kinds = {each.kind for each in chosen}
        kind = kinds.pop() if len(kinds) == 1 else "any"
        rules = [each.rule for each in chosen]
        return Written(_call("if", self.condition(args[0]), *rules), kind)

    def _function(self, node: Apply) -> Written:
        name = node.op.removesuffix("()")
        plain = _PLAIN.get(name)
        if plain is not None:
            op, kinds, gives = plain
            if len(node.args) not in kinds:
                raise NotRead(_("hàm %(name)s có số vế lạ") % {"name": name})
            args = [self.write(arg).rule for arg in node.args]
            return Written(_call(op, *args), gives)
        special = _SPECIAL.get(name)
        if special is None:
            raise NotRead(_("hàm %(name)s không có trong quy tắc") % {"name": name[:60]})
        return special(self, node.args)


def _call(op: str, *args: Rule) -> Rule:
    return {"op": op, "args": list(args)}


def _constant(value: Any) -> Written:
    if isinstance(value, bool):
        return Written({"value": value}, "bool")
    if isinstance(value, int | float):
        if abs(value) >= 10**15:
            raise NotRead(_("số quá lớn"))
        return Written({"value": round(value, 6)}, "number")
    if isinstance(value, str) and _DAY.fullmatch(value):
        return Written({"value": value}, "date")
    return Written({"value": value}, "text" if isinstance(value, str) else "any")


def _as_kind(given: Written, kind: str) -> Written:
    """A constant written the way the question stores it: option ``1`` is text, ``'3'`` a number."""
    if "value" not in given.rule:
        return given
    value = given.rule["value"]
    if kind in ("choice", "text") and isinstance(value, int | float) and type(value) is not bool:
        return Written({"value": f"{value:g}" if isinstance(value, float) else str(value)}, "text")
    if kind == "number" and isinstance(value, str) and re.fullmatch(r"-?\d{1,14}", value):
        return Written({"value": int(value)}, "number")
    if (
        kind == "bool"
        and isinstance(value, str)
        and value.lower() in ("true", "yes", "false", "no")
    ):
        return Written({"value": value.lower() in ("true", "yes")}, "bool")
    return given


def _selected(writer: _Writer, args: tuple[Node, ...]) -> Written:
    if len(args) != 2:
        raise NotRead(_("hàm selected có số vế lạ"))
    target = writer.write(args[0])
    wanted = _as_kind(writer.write(writer._own_value(args[0], args[1])), "text")
    op = "contains" if target.kind == "choices" else "eq"
    return Written(_call(op, target.rule, wanted.rule), "bool")


def _over_rows(op: str) -> Callable[[_Writer, tuple[Node, ...]], Written]:
    """``sum(${amount})`` runs over the rows the question is in; with several, over the values."""

    def write(writer: _Writer, args: tuple[Node, ...]) -> Written:
        if len(args) == 1 and isinstance(args[0], Name):
            target = writer.target(args[0])
            if target.kind == "rows" and op == "count":
                return Written(_call("count", {"ref": target.field_id}), "number")
            if target.group and target.group != writer.inside:
                own = {"ref": target.field_id}
                inner = own if op != "count" else _call("filled", own)
                return Written(_call(op, {"ref": target.group}, inner), "number")
            if target.kind == "choices" and op == "count":
                return Written(_call("count", {"ref": target.field_id}), "number")
        if not args:
            raise NotRead(_("hàm %(name)s có số vế lạ") % {"name": op})
        return Written(_call(op, *(writer.write(arg).rule for arg in args)), "number")

    return write


def _number_literal(writer: _Writer, args: tuple[Node, ...], name: str) -> Written:
    if len(args) != 1:
        raise NotRead(_("hàm %(name)s có số vế lạ") % {"name": name})
    return writer.write(args[0])


def _int(writer: _Writer, args: tuple[Node, ...]) -> Written:
    """Ages are written as days divided by 365.25; our own operator counts exactly."""
    if len(args) == 1 and (age := _age(writer, args[0])):
        return age
    found = _number_literal(writer, args, "int")
    return Written(_call("floor", found.rule), "number")


def _age(writer: _Writer, node: Node) -> Written | None:
    if not (isinstance(node, Apply) and node.op == "div"):
        return None
    days, years = node.args
    if not (isinstance(years, Literal) and years.value in (365, 365.25, 365.2425)):
        return None
    if not (isinstance(days, Apply) and days.op == "sub" and len(days.args) == 2):
        return None
    now, birth = days.args
    if not (isinstance(now, Apply) and now.op in ("today()", "now()")):
        return None
    return Written(_call("age", writer.write(birth).rule), "number")


def _date(writer: _Writer, args: tuple[Node, ...]) -> Written:
    found = _number_literal(writer, args, "date")
    if found.kind != "date":
        raise NotRead(_("hàm date chỉ dùng được với ngày cố định"))
    return found


def _slice(writer: _Writer, args: tuple[Node, ...]) -> Written:
    """``substr(text, start, end)`` counts from 0 and names the end; ours names the length."""
    bounds = [arg.value for arg in args[1:] if isinstance(arg, Literal)]
    whole = [bound for bound in bounds if type(bound) is int and bound >= 0]
    if len(args) not in (2, 3) or len(whole) != len(args) - 1:
        raise NotRead(_("hàm substr chỉ dùng được với vị trí cố định"))
    length = whole[1] - whole[0] if len(whole) == 2 else 10_000
    if length < 0:
        raise NotRead(_("hàm substr có vị trí cuối trước vị trí đầu"))
    rule = writer.write(args[0]).rule
    return Written(_call("slice", rule, {"value": whole[0]}, {"value": length}), "text")


def _if(writer: _Writer, args: tuple[Node, ...]) -> Written:
    if len(args) != 3:
        raise NotRead(_("hàm if có số vế lạ"))
    return writer._logic("if", args)


def _not(writer: _Writer, args: tuple[Node, ...]) -> Written:
    if len(args) != 1:
        raise NotRead(_("hàm not có số vế lạ"))
    return writer._logic("not", args)


def _coalesce(writer: _Writer, args: tuple[Node, ...]) -> Written:
    found = [writer.write(arg) for arg in args]
    if not found:
        raise NotRead(_("hàm coalesce có số vế lạ"))
    kinds = {each.kind for each in found}
    kind = kinds.pop() if len(kinds) == 1 else "any"
    return Written(_call("coalesce", *(each.rule for each in found)), kind)


_ARITHMETIC: Final = frozenset({"add", "sub", "mul", "div", "mod"})
# Foreign name: our operator, how many arguments, kind of the result.
_PLAIN: Final[dict[str, tuple[str, tuple[int, ...], str]]] = {
    "today": ("today", (0,), "date"),
    "now": ("today", (0,), "date"),
    "round": ("round", (1, 2), "number"),
    "abs": ("abs", (1,), "number"),
    "floor": ("floor", (1,), "number"),
    "ceiling": ("ceil", (1,), "number"),
    "number": ("number", (1,), "number"),
    "Number": ("number", (1,), "number"),
    "string": ("concat", (1,), "text"),
    "String": ("concat", (1,), "text"),
    "boolean": ("filled", (1,), "bool"),
    "Boolean": ("filled", (1,), "bool"),
    "string-length": ("length", (1,), "number"),
    "contains": ("contains", (2,), "bool"),
    "starts-with": ("starts_with", (2,), "bool"),
    "ends-with": ("ends_with", (2,), "bool"),
    "concat": ("concat", tuple(range(1, 40)), "text"),
    "Math.round": ("round", (1,), "number"),
    "Math.floor": ("floor", (1,), "number"),
    "Math.ceil": ("ceil", (1,), "number"),
    "Math.abs": ("abs", (1,), "number"),
    "Math.min": ("min", tuple(range(1, 40)), "number"),
    "Math.max": ("max", tuple(range(1, 40)), "number"),
    "parseInt": ("number", (1,), "number"),
    "parseFloat": ("number", (1,), "number"),
    "year": ("year", (1,), "number"),
}
_SPECIAL: Final[dict[str, Callable[[_Writer, tuple[Node, ...]], Written]]] = {
    "true": lambda _writer, _args: Written({"value": True}, "bool"),
    "false": lambda _writer, _args: Written({"value": False}, "bool"),
    "selected": _selected,
    "count-selected": _over_rows("count"),
    "count": _over_rows("count"),
    "count-non-empty": _over_rows("count"),
    "sum": _over_rows("sum"),
    "min": _over_rows("min"),
    "max": _over_rows("max"),
    "int": _int,
    "date": _date,
    "substr": _slice,
    "if": _if,
    "not": _not,
    "coalesce": _coalesce,
}
