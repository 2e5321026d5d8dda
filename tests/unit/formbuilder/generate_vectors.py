"""Random forms, rules and answers with what the Python evaluator makes of them.

``python -m tests.unit.formbuilder.generate_vectors`` rewrites ``generated*.json``, the same every
time. The TypeScript engine must agree; another ``--seed`` or a larger ``--count`` is a fuzzing run.
"""

import argparse
import json
import random
from pathlib import Path
from typing import Any

from formbuilder.domain.operators import operators
from tests.unit.formbuilder.corpus import FOLDER, outcome
from tests.unit.formbuilder.rule_maker import CALENDARS, make_rules

KEYS = operators.keys()
LITERALS: list[Any] = [
    None, True, False, 0, 1, -1, 2, 18, 0.5, -2.5, 0.000001, 1e6, 999999999999999,
    "", "a", "nam", "12.5", "Đào", "2001", "2001-03", "2001-03-27", "2024-02-29", "2026-11-21",
    "days", "months", "years", ["a", "b"], [1, 2], [],
]  # fmt: skip
ANSWERS: list[Any] = [
    None, "", "a", "nam", "Nguyễn", "2001", "2001-03-27", "2030-12-31", "2001-02-30", True, False,
    0, 3, -7, 12.5, 0.1, 1e-7, 1.5e14, 1e21, ["a", "b"], [], ["a", 1], {"province": "01"}, {}, "👍🏽",
    {"province": "01", "commune": "00070", "detail": "x"}, [{"file_id": "1"}], "x" * 300,
]  # fmt: skip
TYPES = [
    "short_text", "number", "money", "date", "yes_no", "single_choice", "multiple_choice",
    "address", "explanation",
]  # fmt: skip
CALCULABLE = ["short_text", "number", "money", "date", "yes_no"]


class Maker:
    """Builds acyclic forms: rules only name what stands before them."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.before: list[str] = []
        self.groups: dict[str, list[str]] = {}

    def pick(self, options: list[Any]) -> Any:
        return self.chance.choice(options)

    def rule(self, depth: int, inside: list[str]) -> dict[str, Any]:
        chance = self.chance.random()
        if depth == 0 or chance < 0.15:
            return self.leaf(inside)
        if self.groups and chance < 0.3:
            group = self.pick(list(self.groups))
            body = self.rule(depth - 1, [*inside, *self.groups[group]])
            return {
                "op": self.pick(["any", "all", "count", "sum", "min", "max"]),
                "args": [{"ref": group}, body],
            }
        operator = operators.get(self.pick(KEYS))
        most = len(operator.accepts) + (2 if operator.repeats else 0)
        count = self.chance.randint(operator.at_least, max(operator.at_least, most))
        return {
            "op": operator.key,
            "args": [self.rule(depth - 1, inside) for _ in range(count)],
        }

    def leaf(self, inside: list[str]) -> dict[str, Any]:
        names = self.before + inside
        if names and self.chance.random() < 0.65:
            node: dict[str, Any] = {"ref": self.pick(names)}
            if self.chance.random() < 0.1:
                node["part"] = self.pick(["province", "commune", "detail"])
            return node
        if self.chance.random() < 0.08:
            return {"profile": self.pick(["birth_date", "sex", "assurance", "full_name"])}
        return {"value": self.pick(LITERALS)}

    def field(self, id_: str, inside: list[str]) -> dict[str, Any]:
        calculated = self.chance.random() < 0.4
        field: dict[str, Any] = {"id": id_, "key": id_}
        field["type"] = self.pick(CALCULABLE if calculated else TYPES)
        if calculated:
            field["calculate"] = self.rule(3, inside)
        if self.chance.random() < 0.35:
            field["visible_if"] = self.rule(3, inside)
        if self.chance.random() < 0.2:
            field["required_if"] = self.rule(2, inside)
        elif self.chance.random() < 0.2:
            field["required"] = True
        return field

    def group(self, id_: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        inner: list[dict[str, Any]] = []
        for number in range(self.chance.randint(1, 3)):
            inside = [field["id"] for field in inner]
            inner.append(self.field(f"{id_}_{number}", inside))
        rows = [
            {"_row": f"r{number}", **{field["id"]: self.pick(ANSWERS) for field in inner}}
            for number in range(self.chance.randint(0, 3))
        ]
        return {"id": id_, "key": id_, "type": "group", "fields": inner}, rows

    def case(self, number: int) -> dict[str, Any]:
        pages, sections, answers = [], [], {}
        for page_number in range(self.chance.randint(1, 2)):
            page: dict[str, Any] = {"id": f"pag_{page_number}", "fields": []}
            if self.chance.random() < 0.4:
                page["section"] = f"sec_{page_number}"
                sections.append({"id": page["section"], "visible_if": self.rule(2, [])})
            if page_number and self.chance.random() < 0.6:
                page["visible_if"] = self.rule(2, [])
            for field_number in range(self.chance.randint(2, 5)):
                id_ = f"fld_{page_number}_{field_number}"
                if self.chance.random() < 0.25:
                    field, answers[id_] = self.group(id_)
                    self.groups[id_] = [inner["id"] for inner in field["fields"]]
                else:
                    field, answers[id_] = self.field(id_, []), self.pick(ANSWERS)
                    self.before.append(id_)
                page["fields"].append(field)
            pages.append(page)
        form = {"sections": sections, "pages": pages}
        case: dict[str, Any] = {"name": f"random {number}", "form": form}
        case["answers"] = answers
        if self.chance.random() < 0.8:
            case["today"] = self.pick(["2026-11-21", "2024-02-29", "2000-01-01"])
            case["profile"] = {"birth_date": "1990-03-27", "sex": "nam", "assurance": 2}
        if self.chance.random() < 0.5:
            case["workdays"] = self.pick(CALENDARS)
        return case


def make_cases(*, count: int, seed: int) -> list[dict[str, Any]]:
    """``count`` cases with the outcome the Python evaluator gives."""
    cases = []
    for number in range(count):
        case = Maker(seed + number).case(number)
        cases.append({**case, **outcome(case)})
    return cases


def render(cases: list[dict[str, Any]], what: str = "forms and answers") -> str:
    lines = ",\n".join("    " + json.dumps(case, ensure_ascii=False) for case in cases)
    about = f"Random {what}, made by generate_vectors.py with a fixed seed."
    return f'{{\n  "about": "{about}",\n  "cases": [\n{lines}\n  ]\n}}\n'


FORMS, RULES, SEED = 80, 2_800, 20260701


def files(*, forms: int, rules: int, seed: int) -> dict[str, str]:
    """Text of each generated file by its name."""
    return {
        "generated.json": render(make_cases(count=forms, seed=seed)),
        "generated_rules.json": render(make_rules(count=rules, seed=seed), "rules on few answers"),
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=1, help="times the usual number")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--out", type=Path, default=FOLDER)
    options = parser.parse_args()
    times = options.count
    for name, text in files(forms=times * FORMS, rules=times * RULES, seed=options.seed).items():
        (options.out / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
