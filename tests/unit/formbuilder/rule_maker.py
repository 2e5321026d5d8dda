"""Random rules that mostly make sense: operators get arguments of the types they ask for.

Random trees are nearly always null. Here each value comes from a pool of its type, one in seven
from another, so both what a rule is for and what it must survive are met.
"""

import json
import random
from typing import Any

from formbuilder.domain.operators import operators
from tests.unit.formbuilder.corpus import outcome

Rule = dict[str, Any]

CALENDARS = [
    {"week": [1, 2, 3, 4, 5], "off": ["2026-09-02", "2026-04-30", "2026-05-01"], "on": ["2026-05-09"]},
    {"week": [1, 2, 3, 4, 5, 6], "off": [], "on": []},
    {"week": [], "off": ["2026-11-20"], "on": ["2026-11-21", "2026-11-29", "2001-03-27"]},
]  # fmt: skip
TODAYS = ["2026-11-21", "2024-02-29", "2026-04-29", "2000-01-01"]
PROFILE = {
    "full_name": "Nguyễn Thị Đào", "birth_date": "1990-03-27", "sex": "nu", "assurance": 2,
    "address": {"province": "68", "commune": "24769", "detail": "12 Trần Phú"},
}  # fmt: skip
LITERALS: dict[str, list[Any]] = {
    "bool": [True, False],
    "number": [0, 1, 2, 3, 5, 18, 100, -1, -7.25, 0.5, 2.333333, 1e6, 999999999999999, 8000],
    "text": ["a", "nam", "nu", "Đà Lạt", "ĐỒNG", "12.5", "-3", "ờ", "", "👍🏽 a", "0123456789"],
    "date": ["2001", "2001-03", "2001-03-27", "2024-02-29", "2026-04-29", "2026-05-04", "1990-12-31"],
    "list": [["a", "b"], [1, 2.5], ["nam"], [], [True, None]],
    "unit": ["days", "months", "years", "weeks"],
}  # fmt: skip
FIELDS: dict[str, tuple[str, list[Any]]] = {
    "fld_text": ("short_text", ["a", "nam", "Đà Lạt", "Trần", "12.5", "", None, 3]),
    "fld_choice": ("single_choice", ["a", "nam", "nu", None]),
    "fld_number": ("number", [0, 1, 3, -7, 12.5, 0.1, 1e-7, 1.5e14, None, "x"]),
    "fld_money": ("money", [8000, 50000, 0, None]),
    "fld_date": ("date", ["2001-03-27", "2024-02-29", "2026-04-30", "2008", "2001-02-30", None]),
    "fld_yes": ("yes_no", [True, False, None]),
    "fld_list": ("multiple_choice", [["a", "b"], ["nam"], [], None, ["a", 1]]),
    "fld_place": ("address", [{"province": "68", "commune": "24769"}, {"detail": "x"}, None]),
    "fld_files": ("file", [[{"file_id": "1"}], [{"file_id": "1"}, {"file_id": "2"}], [], None]),
}
OF_TYPE = {
    "text": ["fld_text", "fld_choice"], "number": ["fld_number", "fld_money"],
    "date": ["fld_date"], "bool": ["fld_yes"], "list": ["fld_list"], "address": ["fld_place"],
    "files": ["fld_files"], "rows": ["fld_rows"],
}  # fmt: skip
ROW = [
    {"id": "fld_area", "key": "area", "type": "number"},
    {"id": "fld_born", "key": "born", "type": "date"},
    {"id": "fld_kind", "key": "kind", "type": "single_choice"},
]
IN_ROW = {"number": "fld_area", "date": "fld_born", "text": "fld_kind"}
RETURNS: dict[str, list[str]] = {}
for _operator in operators:
    RETURNS.setdefault(_operator.returns, []).append(_operator.key)


class RuleMaker:
    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.used: set[str] = set()

    def pick(self, options: list[Any]) -> Any:
        return self.chance.choice(options)

    def rule_for(self, key: str, depth: int, in_row: bool = False) -> Rule:
        operator = operators.get(key)
        if operator.over_rows and not in_row and self.chance.random() < 0.5:
            return self._over_rows(key, depth)
        most = len(operator.accepts) + (self.chance.randint(0, 2) if operator.repeats else 0)
        count = self.chance.randint(operator.at_least, max(operator.at_least, most))
        wanted: list[str] = [operator.accepted_at(place) or "any" for place in range(count)]
        if key == "date_add":
            wanted[-1:] = ["unit"]
        if wanted.count("any") > 1:
            same = self.pick(["number", "text", "date", "bool"])
            wanted = [same if each == "any" else each for each in wanted]
            if key in ("contains", "in") and self.chance.random() < 0.6:
                wanted[0 if key == "contains" else -1] = "list"
        return {"op": key, "args": [self.value(each, depth - 1, in_row) for each in wanted]}

    def _over_rows(self, key: str, depth: int) -> Rule:
        self.used.add("fld_rows")
        wanted = "number" if key in ("sum", "min", "max") else "bool"
        return {"op": key, "args": [{"ref": "fld_rows"}, self.value(wanted, depth - 1, True)]}

    def value(self, wanted: str, depth: int, in_row: bool) -> Rule:
        if self.chance.random() < 0.14:
            wanted = self.pick([*LITERALS, "address"])
        if wanted == "any":
            wanted = self.pick(["number", "text", "date", "bool", "list"])
        if depth > 0 and self.chance.random() < 0.55 and wanted in RETURNS:
            return self.rule_for(self.pick(RETURNS[wanted]), depth, in_row)
        if in_row and wanted in IN_ROW and self.chance.random() < 0.7:
            return {"ref": IN_ROW[wanted]}
        if wanted in OF_TYPE and self.chance.random() < 0.55:
            return self._answer(wanted)
        if wanted == "date" and self.chance.random() < 0.1:
            return {"profile": "birth_date"}
        return {"value": self.pick(LITERALS.get(wanted, [None]))}

    def _answer(self, wanted: str) -> Rule:
        if wanted == "text" and self.chance.random() < 0.2:
            self.used.add("fld_place")
            return {"ref": "fld_place", "part": self.pick(["province", "commune", "detail"])}
        field = self.pick(OF_TYPE[wanted])
        self.used.add(field)
        return {"ref": field}

    def case(self, number: int) -> dict[str, Any]:
        keys = operators.keys()
        rule = self.rule_for(keys[number % len(keys)], self.chance.randint(1, 3))
        fields = {id_: self._field(id_) for id_ in sorted(self.used)}
        case: dict[str, Any] = {"name": f"{rule['op']} {number}", "rule": rule, "fields": fields}
        text = str(rule)
        if any(word in text for word in ("today", "age", "work")) and self.chance.random() < 0.9:
            case["today"] = self.pick(TODAYS)
        if "profile" in text:
            case["profile"] = PROFILE
        if "work" in text and self.chance.random() < 0.9:
            case["workdays"] = self.pick(CALENDARS)
        return case

    def _field(self, id_: str) -> dict[str, Any]:
        if id_ != "fld_rows":
            type_, answers = FIELDS[id_]
            return {"type": type_, "answer": self.pick(answers)}
        rows = [
            {
                "_row": f"r{place}",
                "fld_area": self.pick([0, 2.5, 100, -1, None]),
                "fld_born": self.pick(["2015-06-01", "2020", "1990-02-28", None]),
                "fld_kind": self.pick(["a", "nam", None]),
            }
            for place in range(self.chance.randint(0, 3))
        ]
        return {"type": "group", "fields": ROW, "answer": rows}


def make_rules(*, count: int, seed: int) -> list[dict[str, Any]]:
    """From ``count`` tries, each operator as often as any other, those that differ."""
    cases: dict[str, dict[str, Any]] = {}
    for number in range(count):
        case = RuleMaker(seed + number).case(number)
        told = json.dumps({key: part for key, part in case.items() if key != "name"})
        if told not in cases:
            cases[told] = {**case, "expect": outcome(case)}
    return list(cases.values())
