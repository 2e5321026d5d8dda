"""Every field type means the same to the server and to the browser."""

import json

import pytest

from formbuilder.api import field_types
from formbuilder.domain.banks import BANKS
from formbuilder.domain.calling_codes import CALLING_CODES
from tests.contracts.field_types import (
    SOURCES,
    cases_of,
    faults_of,
    keys_in_python,
    keys_in_typescript,
    keys_with_cases,
)


def test_a_type_is_known_on_both_sides_and_has_cases() -> None:
    assert keys_in_python() == keys_in_typescript() == keys_with_cases()


@pytest.mark.parametrize("key", field_types.keys())
def test_the_type_keeps_its_contract(key: str) -> None:
    assert cases_of(key), "no cases"
    assert list(faults_of(key)) == []


@pytest.mark.parametrize("key", field_types.keys())
def test_a_builder_finds_the_type(key: str) -> None:
    kind = field_types.get(key)
    assert kind.hint["vi"]
    assert kind.hint["en"]
    assert len(kind.keywords) >= 2


def test_lists_kept_on_both_sides_are_the_same() -> None:
    for path, known in (
        ("bank_account/banks.json", BANKS),
        ("phone_international/calling_codes.json", CALLING_CODES),
    ):
        assert json.loads((SOURCES / path).read_text(encoding="utf-8")) == dict(known)
