"""The golden vectors of the rule language, read and run the way the TypeScript engine does."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from formbuilder.api import Context, FormSection, work_days
from formbuilder.domain.evaluation import Evaluation, RuleForm, compile_rules, run
from formbuilder.domain.program import compile_rule
from formbuilder.domain.rules import AnyRule, Rule
from formbuilder.domain.values import to_json
from formbuilder.fieldtypes import field_types

FOLDER = Path(__file__).parents[2] / "golden" / "rules"
KINDS = {kind.key: kind.kind for kind in field_types}
RULE: TypeAdapter[AnyRule] = TypeAdapter(Rule)


def all_cases() -> list[tuple[str, dict[str, Any]]]:
    """Every case with a readable id."""
    return [
        (f"{path.stem}: {case['name'][:80]}", case)
        for path in sorted(FOLDER.glob("*.json"))
        for case in json.loads(path.read_text(encoding="utf-8"))["cases"]
    ]


def _context(case: dict[str, Any]) -> Context:
    today, days = case.get("today"), case.get("workdays")
    return Context(
        date.fromisoformat(today) if today else None,
        case.get("profile", {}),
        days and work_days(days["week"], _dates(days["off"]), _dates(days["on"])),
    )


def _dates(texts: list[str]) -> list[date]:
    return [date.fromisoformat(text) for text in texts]


def run_form(
    form: dict[str, Any], answers: dict[str, Any], case: dict[str, Any]
) -> tuple[RuleForm, Evaluation]:
    rules = compile_rules(FormSection.model_validate(form), KINDS)
    return rules, run(rules, answers, _context(case))


def outcome(case: dict[str, Any]) -> Any:
    """What the Python evaluator makes of a case, in the shape the case expects it."""
    if "rule" in case:
        fields = case.get("fields", {})
        listed = [
            {"id": id_, "key": id_, "type": given["type"], "fields": given.get("fields", [])}
            for id_, given in fields.items()
        ]
        answers = {id_: given["answer"] for id_, given in fields.items()}
        form = {"pages": [{"id": "pag_1", "fields": listed}]}
        rules, evaluation = run_form(form, answers, case)
        program = compile_rule(RULE.validate_python(case["rule"]), rules.groups)
        return to_json(program(evaluation.state))
    _rules, evaluation = run_form(case["form"], case["answers"], case)
    return {
        "visible": sorted(evaluation.visible),
        "required": sorted(evaluation.required),
        "values": evaluation.values,
        "reasons": {
            id_: {"because": reason.because, "pointers": list(reason.pointers)}
            for id_, reason in evaluation.reasons.items()
        },
    }
