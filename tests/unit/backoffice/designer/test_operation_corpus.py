"""The server makes of each operation what the designer in the browser shows."""

import json
from pathlib import Path

import pytest

from motcua.catalogue.api import parse_document
from motcua.catalogue.domain.operations import apply_all, read_operations

CORPUS = json.loads(
    (Path(__file__).parents[3] / "golden/operations/cases.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CORPUS["cases"], ids=lambda case: case["name"])
def test_result(case):
    document = parse_document(CORPUS["document"])
    result = apply_all(document, read_operations(case["operations"])).document.to_json()
    # Parts written before a setting existed have it at its default.
    assert result == parse_document(CORPUS["document"] | case["changed"]).to_json()


@pytest.mark.parametrize("case", CORPUS["cases"], ids=lambda case: case["name"])
def test_inverse(case):
    document = parse_document(CORPUS["document"])
    applied = apply_all(document, read_operations(case["operations"]))
    assert apply_all(applied.document, applied.inverse).document == document
