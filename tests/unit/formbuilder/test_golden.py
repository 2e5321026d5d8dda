"""The corpus that keeps the two evaluators equal; Vitest runs the same files."""

import json
from typing import Any

import pytest

from formbuilder.domain.operators import operators
from tests.cases import try_each
from tests.unit.formbuilder.corpus import FOLDER, all_cases, outcome
from tests.unit.formbuilder.generate_vectors import FORMS, RULES, SEED, files

CASES = [(name, case) for name, case in all_cases() if not name.startswith("generated")]
PARTS = list(dict.fromkeys(name.partition(": ")[0] for name, _ in CASES))


@pytest.mark.parametrize("part", PARTS)
def test_the_evaluator_agrees_with_the_corpus(part: str) -> None:
    def judge(named: tuple[str, dict[str, Any]]) -> None:
        case = named[1]
        found = outcome(case)
        if "rule" in case:
            assert _strict(found) == _strict(case["expect"])
        else:
            assert found == {key: case.get(key, []) for key in found}

    cases = [named for named in CASES if named[0].startswith(f"{part}: ")]
    try_each(cases, judge, name=lambda named: named[0])


def test_every_operator_has_vectors() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.json"))
    found = {operator.key for operator in operators if f'"op": "{operator.key}"' in text}
    assert found == set(operators.keys())


def test_the_generated_vectors_are_those_of_the_generator() -> None:
    """As they are made by the evaluator, this is also its agreement with each of them."""
    for name, text in files(forms=FORMS, rules=RULES, seed=SEED).items():
        assert text == (FOLDER / name).read_text(encoding="utf-8"), name


def test_the_corpus_is_large_and_says_something() -> None:
    cases = [case for _, case in all_cases()]
    assert len(cases) >= 2_000
    known = [case for case in cases if "rule" in case and case["expect"] is not None]
    assert len(known) > len(cases) * 0.6


def _strict(value: Any) -> str:
    """JSON text, so that true is not 1 and 3.0 is not told from 3."""
    if type(value) is float and value.is_integer():
        value = int(value)
    return json.dumps(value, sort_keys=True)
