"""The ready services' processes: drawn and read back unchanged, played to their end, simulated."""

from datetime import UTC, datetime

import pytest

from motcua.backoffice.designer.trying import rule_of
from motcua.casework.steps.documents import step_table_of
from motcua.casework.steps.from_bpmn import import_into
from motcua.catalogue.api import ServiceDocument, demo_services
from motcua.workflow.api import WorkingCalendar, inline, to_bpmn
from motcua.workflow.simulation.api import (
    Arrivals,
    PlayMove,
    PlayRules,
    Scenario,
    play,
    simulate,
    suggest_inputs,
    suggest_people,
)

CALENDAR = WorkingCalendar()
MONDAY = datetime(2027, 1, 4, 1, tzinfo=UTC)
SERVICES = {
    each.procedure.code: each
    for kind in ("province", "ministry")
    for each in demo_services(kind)
    if each.process.steps
}


@pytest.mark.parametrize("service", SERVICES.values(), ids=SERVICES.keys())
def test_ready_process(service: ServiceDocument) -> None:
    table = inline(step_table_of(service))
    back = import_into(service, to_bpmn(table, service.service.slug).encode())
    assert (back.operations, back.explained) == ((), ())

    rule, moves = rule_of(service, "online"), []
    for _turn in range(len(table.steps) + 1):
        played = play(table, moves, rules=PlayRules(CALENDAR, rule), start=MONDAY)
        if played.ended:
            break
        step = played.open[0].spec
        moves.append(PlayMove(step.id, step.outcomes[0].id, minutes=30))
    assert played.ended == "issued"

    inputs = suggest_inputs(table)
    people = suggest_people(table, inputs, per_working_day=20, minutes_per_day=480)
    arrivals = Arrivals(per_working_day=20, days=10)
    result = simulate(Scenario(table, CALENDAR, MONDAY, arrivals, people, inputs, rule=rule))
    assert result.arrived == result.done + result.in_progress
    assert result.ends["issued"] > result.arrived / 2
