"""A year of past dossiers in numbers, and the same dossiers run through the draft again."""

from datetime import timedelta

import pytest

from motcua.backoffice.designer.trying import read_scenario
from motcua.casework.api import past_year, step_table_of
from motcua.casework.models import Case
from motcua.catalogue.api import get_draft
from motcua.kernel.errors import Forbidden
from motcua.workflow.api import tenant_calendar
from motcua.workflow.simulation.api import simulate
from tests.factories.casework import actor


def test_counts_and_medians_without_anybody_in_them(office):
    office.later(hours=1)
    for _number in range(5):
        case = office.issued()
    office.received()
    builder = actor("builder")
    service_id = Case.objects.values_list("service_id", flat=True).first()
    found = past_year(service_id, by=builder, now=office.later(days=2))
    assert found.dossiers == 6
    assert [count for _day, count in found.arrivals] == [6]
    assert found.on_time_share == 1.0
    assert 200 < found.working_days < 300
    steps = {step.step_id: step for step in found.steps}
    assert steps["stp_receive"].count >= 5
    assert sum(steps["stp_receive"].outcomes.values()) == pytest.approx(1)
    assert all(step.handling_minutes >= 0 and step.waiting_minutes >= 0 for step in found.steps)
    assert case.owner_name not in repr(found)
    nobody = past_year(service_id, by=builder, now=office.now + timedelta(days=800))
    assert (nobody.dossiers, nobody.on_time_share, nobody.steps) == (0, None, [])
    with pytest.raises(Forbidden):
        past_year(service_id, by=office.specialist, now=office.now)

    draft = get_draft(service_id, by=builder)
    table = step_table_of(draft.document)
    scenario = read_scenario(
        {"arrivals": {"past": True}},
        document=draft.document,
        table=table,
        calendar=tenant_calendar(),
        past=found,
        now=office.now,
    )
    result = simulate(scenario)
    assert result.arrived == found.dossiers
    assert result.arrived == result.done + result.in_progress
