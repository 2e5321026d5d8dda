"""The corpus that keeps the two evaluators equal; Vitest runs the same files."""

import json
from typing import Any

import pytest

from formbuilder.domain.operators import operators
from tests.unit.formbuilder.corpus import FOLDER, all_cases, outcome
from tests.unit.formbuilder.generate_vectors import make_cases, render

CASES = [(name, case) for name, case in all_cases() if not name.startswith("generated")]


@pytest.mark.parametrize("case", [case for _, case in CASES], ids=[name for name, _ in CASES])
def test_the_evaluator_agrees_with_the_corpus(case: dict[str, Any]) -> None:
    found = outcome(case)
    if "rule" in case:
        assert _strict(found) == _strict(case["expect"])
    else:
        assert found == {key: case.get(key, []) for key in found}


def test_every_operator_has_vectors() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.json"))
    found = {operator.key for operator in operators if f'"op": "{operator.key}"' in text}
    assert found == set(operators.keys())


def test_the_generated_vectors_are_those_of_the_generator() -> None:
    committed = (FOLDER / "generated.json").read_text(encoding="utf-8")
    assert render(make_cases(count=60, seed=20260701)) == committed


def _strict(value: Any) -> str:
    """JSON text, so that true is not 1 and 3.0 is not told from 3."""
    if type(value) is float and value.is_integer():
        value = int(value)
    return json.dumps(value, sort_keys=True)
