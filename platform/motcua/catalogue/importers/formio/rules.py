"""Second pass: conditions and calculations of Form.io components, when all names are known."""

from typing import Any, Final

from django.utils.translation import gettext as _

from formbuilder.api import FormSection, field_types, from_jsonlogic
from motcua.catalogue.importers.drafting import Account, Data, all_of
from motcua.catalogue.importers.expressions import NotRead, Target, read_script, write_condition
from motcua.catalogue.importers.expressions.writing import write_rule
from motcua.catalogue.importers.formio.components import ComponentPass, Placed
from motcua.catalogue.importers.formio.types import Component

_OPERATORS: Final = {
    "isEqual": "eq", "isNotEqual": "ne", "isEmpty": "empty", "isNotEmpty": "filled",
    "greaterThan": "gt", "greaterThanOrEqual": "ge", "lessThan": "lt", "lessThanOrEqual": "le",
    "includes": "contains", "notIncludes": "contains", "startsWith": "starts_with",
    "endsWith": "ends_with", "isDateEqual": "eq", "dateGreaterThan": "gt", "dateLessThan": "lt",
}  # fmt: skip
_NEGATED: Final = frozenset({"notIncludes"})


def write_rules(walked: ComponentPass, account: Account) -> None:
    """Conditions first; a calculation that cannot be read leaves the question to be answered."""
    writer = _Writer(walked, account)
    for placed in walked.placed:
        writer.write(placed)


class _Writer:
    def __init__(self, walked: ComponentPass, account: Account) -> None:
        self.walked = walked
        self.targets = walked.targets
        self.account = account
        self._frames: dict[tuple[int, str], Data | None] = {}
        self._section: FormSection | None = None

    def write(self, placed: Placed) -> None:
        outer = [self._frame(frame, placed) for frame in placed.around]
        rule = all_of(*outer, self._condition(placed.component, placed))
        if rule:
            placed.part["visible_if"] = rule
        if placed.component.get("hidden") is True and not rule:
            message = _("Thành phần ẩn trong biểu mẫu gốc; ở đây người nộp sẽ thấy.")
            self.account.lose(placed.place, "hidden", message)
        script = placed.component.get("calculateValue")
        if script:
            self._calculate(script, placed)

    def _frame(self, frame: Component, placed: Placed) -> Data | None:
        key = (id(frame), placed.group)
        if key not in self._frames:
            self._frames[key] = self._condition(frame, placed)
        return self._frames[key]

    def _condition(self, component: Component, placed: Placed) -> Data | None:
        rules = []
        conditional = component.get("conditional")
        if isinstance(conditional, dict):
            rules.append(self._simple(conditional, placed))
            if conditional.get("json"):
                rules.append(self._logic(conditional["json"], placed))
        script = component.get("customConditional")
        if isinstance(script, str) and script.strip():
            rules.append(self._script(script, placed))
        return all_of(*rules)

    def _simple(self, conditional: Data, placed: Placed) -> Data | None:
        """``{"show", "when", "eq"}``, and the newer list of conditions."""
        tests = conditional.get("conditions")
        if not isinstance(tests, list):
            if not conditional.get("when"):
                return None
            tests = [
                {"component": conditional["when"], "operator": "isEqual",
                 "value": conditional.get("eq")}
            ]  # fmt: skip
        try:
            rules = [self._test(each, placed) for each in tests if isinstance(each, dict)]
        except NotRead as reason:
            self._lose(placed, "conditional", str(reason))
            return None
        if not rules:
            return None
        op = "or" if conditional.get("conjunction") == "any" else "and"
        rule = rules[0] if len(rules) == 1 else {"op": op, "args": rules}
        shown = str(conditional.get("show", True)).lower() not in ("false", "")
        return rule if shown else {"op": "not", "args": [rule]}

    def _test(self, test: Data, placed: Placed) -> Data:
        name = str(test.get("component", "")).rpartition(".")[2]
        target = self.targets.get(name)
        if target is None:
            raise NotRead(_("nhắc đến “%(name)s” không có trong biểu mẫu") % {"name": name[:60]})
        if target.group and target.group != placed.group:
            raise NotRead(_("“%(name)s” nằm trong nhóm lặp lại khác") % {"name": name})
        operator = str(test.get("operator", "isEqual"))
        op = _OPERATORS.get(operator)
        if op is None:
            raise NotRead(_("phép so sánh “%(op)s” không có") % {"op": operator[:40]})
        ref = {"ref": target.field_id}
        if op in ("empty", "filled"):
            return {"op": op, "args": [ref]}
        if target.kind == "choices" and op in ("eq", "ne"):
            found = {"op": "contains", "args": [ref, _value(test.get("value"), target)]}
            return {"op": "not", "args": [found]} if op == "ne" else found
        rule = {"op": op, "args": [ref, _value(test.get("value"), target)]}
        return {"op": "not", "args": [rule]} if operator in _NEGATED else rule

    def _logic(self, raw: Any, placed: Placed) -> Data | None:
        """JsonLogic names components as ``data.key``; ours as ``key``."""
        found = from_jsonlogic(_without_data(raw, 0), self._form())
        if found.rule is None or found.lost:
            self._lose(placed, "conditional.json", _("có phép không đưa vào được"))
            return None
        rule: Data = found.rule.model_dump(mode="json", exclude_defaults=True)
        return rule

    def _form(self) -> FormSection:
        """The questions by name, once for all rules."""
        if self._section is None:
            fields = [
                _bare(question) for page in self.walked.form.pages for question in page["fields"]
            ]
            page = {"id": "pag_x", "fields": fields}
            self._section = FormSection.model_validate({"pages": [page]})
        return self._section

    def _script(self, script: str, placed: Placed) -> Data | None:
        try:
            node = read_script(script, variable="show")
            return write_condition(node, self.targets, inside=placed.group)
        except NotRead as reason:
            self._lose(placed, "customConditional", str(reason))
            return None

    def _calculate(self, script: Any, placed: Placed) -> None:
        kind = field_types.get(placed.part["type"]) if "type" in placed.part else None
        try:
            if kind is None or not kind.calculable:
                raise NotRead(_("loại câu hỏi này không tính tự động được"))
            node = read_script(str(script), variable="value")
            placed.part["calculate"] = write_rule(node, self.targets, inside=placed.group)
        except NotRead as reason:
            self._lose(placed, "calculateValue", str(reason))

    def _lose(self, placed: Placed, what: str, reason: str) -> None:
        raw = placed.component.get(what.partition(".")[0])
        message = _("Quy tắc không đưa vào được (%(reason)s): %(text)s")
        known = {"reason": reason, "text": str(raw)[:200]}
        self.account.lose(f"{placed.place}/{what}", f"rule.{what}", message % known)


def _value(raw: Any, target: Target) -> Data:
    """The compared value as the question stores it."""
    text = str(raw)
    if target.kind == "bool":
        return {"value": text.lower() in ("true", "1", "yes")}
    if target.kind in ("number", "money") and text.lstrip("-").replace(".", "", 1).isdigit():
        number = float(text)
        return {"value": int(number) if number == int(number) else round(number, 6)}
    if target.kind == "date":
        return {"value": text[:10]}
    return {"value": target.values.get(text, text)}


def _bare(question: Data) -> Data:
    """Enough of a question for names to be found: rules and texts left out."""
    kept: Data = {
        name: question[name] for name in ("id", "key", "type", "config") if name in question
    }
    if question.get("fields"):
        kept["fields"] = [_bare(each) for each in question["fields"]]
    return kept


def _without_data(raw: Any, depth: int) -> Any:
    if depth > 40:
        return None
    if isinstance(raw, list):
        return [_without_data(each, depth + 1) for each in raw]
    if not isinstance(raw, dict):
        return raw
    return {
        name: _name(value) if name == "var" else _without_data(value, depth + 1)
        for name, value in raw.items()
    }


def _name(value: Any) -> Any:
    if isinstance(value, list) and value:
        return [_name(value[0]), *value[1:]]
    if isinstance(value, str):
        return value.removeprefix("data.").removeprefix("row.")
    return value
