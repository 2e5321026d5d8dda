"""Builders' patterns: linear, and the same in the browser (``tests/golden/patterns.json``)."""

import json
import random
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formbuilder.domain.patterns import BadPattern, compile_pattern, fits_pattern, is_pattern

GOLDEN = Path(__file__).parents[2] / "golden/patterns.json"
ATOMS = ("a", "b", "é", "Đ", ".", r"\d", r"\w", r"\s", r"\S", r"\D", r"\p{Lu}", r"\P{L}", "[ab]",
         "[^a]", "[a-c0-9]", r"[\d-]", r"[^\s]", r"\.", r"\-", "-", " ", "🎂", "(ab|c)", "(?:a|)",
         "(a+)", "((a))", r"[\p{L}]")  # fmt: skip
REPEATS = ("", "", "", "*", "+", "?", "{2}", "{1,3}", "{2,}", "{0}")
LETTERS = "aabbc0129 -.éĐÂ🎂\n\t_"


def make_cases(count: int = 400) -> list[dict[str, Any]]:
    chance = random.Random(20261122)  # the same cases every time
    cases = []
    for _ in range(count):
        parts = [chance.choice(ATOMS) + chance.choice(REPEATS) for _ in range(chance.randint(1, 4))]
        pattern = chance.choice(("", "^")) + chance.choice(("", "|")).join(parts)
        text = "".join(chance.choices(LETTERS, k=chance.randint(0, 5)))
        if is_pattern(pattern):
            cases.append({"pattern": pattern, "text": text, "fits": fits_pattern(pattern, text)})
    return cases


def test_the_golden_cases_are_those_of_the_generator() -> None:
    stored = json.loads(GOLDEN.read_text(encoding="utf-8"))
    assert stored["cases"] == make_cases()
    assert 0.1 < sum(case["fits"] for case in stored["cases"]) / len(stored["cases"]) < 0.8


@pytest.mark.parametrize(
    "pattern",
    ["(", "a)", "[", "[]", "a**", "a*?", "(?=a)", r"(a)\1", "(?i)a", "a{1001}", "{2}",
     "((a{30}){30}){30}", "x{2,1}", r"\_", "[[:alpha:]]", "a" * 201, "\\"],
)  # fmt: skip
def test_what_cannot_be_matched_safely_is_refused(pattern: str) -> None:
    with pytest.raises(BadPattern):
        compile_pattern(pattern)
    assert fits_pattern(pattern, "a")


@pytest.mark.parametrize(
    "pattern", ["(a+)+b", "(a|a)*b", "(a|aa)+b", "(.*a){20}b", "(a?){50}a{50}b"]
)
def test_patterns_that_explode_elsewhere_take_no_time(pattern: str) -> None:
    start = time.process_time()
    assert not fits_pattern(pattern, "a" * 50_000)
    assert time.process_time() - start < 2


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.text(max_size=40))
def test_any_text_as_a_pattern_is_judged(pattern: str, text: str) -> None:
    assert fits_pattern(pattern, text) in (True, False)
