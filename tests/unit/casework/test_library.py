"""The services delivered with the product have processes casework can run."""

import pytest

from motcua.casework.domain.outcomes import forward_outcome
from motcua.casework.steps.documents import due_rule_of, step_table_of
from motcua.casework.steps.freezing import ProcessCheck
from motcua.catalogue.api import demo_services
from motcua.workflow.api import StepKind

SERVICES = [*demo_services("province"), *demo_services("ministry")]


@pytest.mark.parametrize("document", SERVICES, ids=lambda each: each.procedure.code)
def test_the_usual_way_leads_from_reception_to_the_result(document):
    assert [each for each in ProcessCheck().check(document) if each.severity == "error"] == []
    table = step_table_of(document)
    step, seen = table.steps[0], []
    assert step.kind is StepKind.RECEPTION
    while step is not None:
        assert step.id not in seen, "the usual way goes round in circles"
        seen.append(step.id)
        outcome = forward_outcome(step, table)
        assert outcome is not None, step.id
        step = None if outcome.end_key else table.step(outcome.to)
    assert outcome.end_key == "issued"
    assert table.step(seen[-1]).kind is StepKind.RETURN
    assert any(table.step(each).kind is StepKind.APPROVE for each in seen)
    for channel in document.service.channels:
        due_rule_of(document.clock, channel=channel)
