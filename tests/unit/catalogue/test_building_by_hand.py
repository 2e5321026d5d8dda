"""Every service of the library can be reached from an empty one by the designer's operations."""

import pytest

from motcua.catalogue.api import demo_services, new_document
from motcua.catalogue.domain.operations import apply_all, read_operations
from tests.functional.procedures.operations import operations_for

SERVICES = [*demo_services("province"), *demo_services("ministry")]


@pytest.mark.parametrize("wanted", SERVICES, ids=lambda each: each.procedure.code)
def test_from_nothing_by_operations(wanted):
    empty = new_document(code=wanted.procedure.code, name="Mới", slug=wanted.service.slug)
    operations = operations_for(wanted.to_json())
    assert len(operations) > 50
    assert {each["op"] for each in operations} == {"update", "add"}
    for start in range(0, len(operations), 200):
        empty = apply_all(empty, read_operations(operations[start : start + 200])).document
    assert empty.to_json() == wanted.to_json()
