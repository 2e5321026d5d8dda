"""Rules from and to JsonLogic (jsonlogic.com), the format other form builders exchange.

What cannot be carried over is listed, never dropped: an import with anything ``lost`` has no rule.
The two differ in what null means (here every comparison with it is false, there null counts as 0),
so exports ask for the answer first; and in what counts as true, so only conditions are carried.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from formbuilder.domain.document import FormSection, measure_raw
from formbuilder.domain.operators import operators
from formbuilder.domain.plan import group_map
from formbuilder.domain.program import is_over_rows
from formbuilder.domain.rules import AnyRule, Call, Constant, ProfileRef, Ref, Rule
from formbuilder.fieldtypes import field_types
from formbuilder.queries.jsonlogic_import import Importer, Lost

_RULE: Final[TypeAdapter[AnyRule]] = TypeAdapter(Rule)
_PLAIN: Final = {
    "and": "and", "or": "or", "add": "+", "sub": "-", "mul": "*", "div": "/", "lt": "<",
    "le": "<=", "gt": ">", "ge": ">=", "ne": "!==", "eq": "===", "not": "!", "if": "if",
    "concat": "cat", "slice": "substr", "min": "min", "max": "max",
}  # fmt: skip
_ORDERED: Final = frozenset({"lt", "le", "gt", "ge", "between"})
_NUMERIC: Final = frozenset({"add", "sub", "mul", "div", "min", "max"})
_LISTS: Final = frozenset({"choices", "files", "rows"})


@dataclass(frozen=True, slots=True)
class Carried:
    """``rule`` is our tree on import and JsonLogic on export. ``lost`` lists what has no
    counterpart there; ``notes`` what another engine may see differently."""

    rule: Any
    lost: tuple[Lost, ...] = ()
    notes: tuple[Lost, ...] = ()


def from_jsonlogic(raw: object, form: FormSection) -> Carried:
    """Variables are export keys of fields (``ho_ten``, ``noi_o.province``, in rows the inner key).

    Total: any JSON gives a ``Carried``. With something lost ``rule`` is ``None``.
    """
    try:
        measure_raw(raw)
        importer = Importer(form)
        found = importer.rule(raw, "", None)
        rule = None if importer.lost else _RULE.validate_python(found)
    except (ValueError, ValidationError, RecursionError):
        return Carried(None, (Lost("", "too_large"),))
    return Carried(rule, tuple(importer.lost), tuple(importer.notes))


def to_jsonlogic(rule: AnyRule, form: FormSection) -> Carried:
    """Operators JsonLogic lacks stay under our own names, each told in ``lost``."""
    exporter = _Exporter(form)
    found = exporter.say(rule, "", None)
    return Carried(found, tuple(exporter.lost), tuple(exporter.notes))


class _Exporter:
    def __init__(self, form: FormSection) -> None:
        self.keys = {field.id: field.key for field in form.walk()}
        self.kinds = {
            field.id: field_types.get(field.type).kind
            for field in form.walk()
            if field.type in field_types
        }
        self.groups = group_map(form)
        self.lost: list[Lost] = []
        self.notes: list[Lost] = []

    def say(self, rule: AnyRule, at: str, group: str | None) -> Any:
        if isinstance(rule, Constant):
            return list(rule.value) if isinstance(rule.value, list) else rule.value
        if isinstance(rule, ProfileRef):
            self.notes.append(Lost(at, "profile", rule.profile))
            if group:
                self.lost.append(Lost(at, "outside_row", rule.profile))
            return {"var": f"profile.{rule.profile}"}
        if isinstance(rule, Ref):
            return self._ref(rule, at, group)
        if is_over_rows(rule, self.groups):
            return self._over_rows(rule, at)
        return self._call(rule, at, group)

    def _ref(self, rule: Ref, at: str, group: str | None) -> Any:
        home = self.groups.get(rule.ref)
        if (home or None) != group:
            # Inside some, all and reduce JsonLogic sees the row only.
            self.lost.append(Lost(at, "outside_row", rule.ref))
        name = self.keys.get(rule.ref, rule.ref)
        return {"var": f"{name}.{rule.part}" if rule.part else name}

    def _over_rows(self, rule: Call, at: str) -> Any:
        rows = rule.args[0]
        assert isinstance(rows, Ref)
        body = self.say(rule.args[1], f"{at}/args/1", rows.ref)
        listed = {"var": self.keys.get(rows.ref, rows.ref)}
        if rule.op == "any":
            return {"some": [listed, body]}
        if rule.op == "all":
            return {"or": [{"!": [listed]}, {"all": [listed, body]}]}
        if rule.op in ("sum", "count"):
            row = _in_current(body)
            step = row if rule.op == "sum" else {"if": [row, 1, 0]}
            return {"reduce": [listed, {"+": [{"var": "accumulator"}, step]}, 0]}
        self.lost.append(Lost(at, "operator", rule.op))
        return {rule.op: [listed, body]}

    def _call(self, rule: Call, at: str, group: str | None) -> Any:
        said = [self.say(arg, f"{at}/args/{place}", group) for place, arg in enumerate(rule.args)]
        if rule.op == "not" and rule.args and not self._is_yes_or_no(rule.args[0]):
            # Here only ``true`` is true; there every filled text, number and list is.
            return {"!": [{"===": [said[0], True]}]}
        kinds = [self._kind(arg) for arg in rule.args]
        found = self._own(rule, said, kinds)
        if found is not None:
            return found
        if rule.op not in _PLAIN:
            self.lost.append(Lost(at, "operator", rule.op))
            return {rule.op: said}
        if rule.op in _NUMERIC and any(isinstance(arg, Ref) for arg in rule.args):
            self.notes.append(Lost(at, "null_is_zero", rule.op))
        plain = {_PLAIN[rule.op]: said}
        return self._guarded(rule, plain, said) if rule.op in (*_ORDERED, "eq") else plain

    def _own(self, rule: Call, said: list[Any], kinds: list[str]) -> Any:
        """Operators JsonLogic says in other words; none for the rest."""
        if rule.op in ("filled", "empty"):
            empty = {"!": said} if kinds[0] in _LISTS else {"==": [said[0], None]}
            return empty if rule.op == "empty" else {"!": [empty]}
        if rule.op in ("eq", "ne"):
            return self._unequal(rule, said)
        if rule.op == "between":
            return self._guarded(rule, {"<=": [said[1], said[0], said[2]]}, said)
        if rule.op in ("in", "contains"):
            return self._among(rule, said)
        if rule.op == "count" and len(said) == 1 and kinds[0] in _LISTS:
            return {"reduce": [said[0], {"+": [{"var": "accumulator"}, 1]}, 0]}
        return None

    def _unequal(self, rule: Call, said: list[Any]) -> Any:
        if Constant(value=None) in rule.args:
            return rule.op == "ne"
        if rule.op == "ne" and not any(isinstance(arg, Constant) for arg in rule.args):
            return {"!": [self._guarded(rule, {"===": said}, said)]}
        return None

    def _guarded(self, rule: Call, found: Any, said: list[Any]) -> Any:
        """Ask for the answer first: there ``null < 5`` and ``null === null`` are true."""
        if rule.op == "eq" and any(
            isinstance(arg, Constant) and arg.value is not None for arg in rule.args
        ):
            return found
        asked = [
            {"!": [{"==": [words, None]}]}
            for words, arg in zip(said, rule.args, strict=True)
            if not isinstance(arg, Constant)
        ]
        return {"and": [*asked, found]} if asked else found

    def _among(self, rule: Call, said: list[Any]) -> Any:
        if rule.op == "contains":
            return {"in": [said[1], said[0]]}
        if len(said) == 2 and not isinstance(rule.args[1], Constant):
            if self._kind(rule.args[1]) in _LISTS:
                return {"in": said}
            # Of a single answer: being among it is being it.
            return self._guarded(rule, {"===": said}, said)
        options = said[1] if len(said) == 2 and isinstance(said[1], list) else said[1:]
        return {"in": [said[0], options]}

    def _is_yes_or_no(self, arg: AnyRule) -> bool:
        if isinstance(arg, Ref):
            return self._kind(arg) == "bool"
        return (
            isinstance(arg, Call)
            and arg.op in operators
            and (operators.get(arg.op).returns == "bool")
        )

    def _kind(self, arg: AnyRule) -> str:
        return self.kinds.get(arg.ref, "none") if isinstance(arg, Ref) and not arg.part else ""


def _in_current(body: Any) -> Any:
    """The same words about ``current``, as ``reduce`` calls the row."""
    if isinstance(body, list):
        return [_in_current(each) for each in body]
    if isinstance(body, Mapping):
        if list(body) == ["var"]:
            return {"var": f"current.{body['var']}"}
        return {key: _in_current(each) for key, each in body.items()}
    return body
