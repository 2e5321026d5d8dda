"""A year of invented dossiers through each process, and how many would be in time."""

from motcua.casework.steps.documents import due_rule_of, step_table_of
from motcua.catalogue.api import ServiceDocument, demo_services
from motcua.workflow import api as workflow
from motcua.workflow.simulation.scenario import Arrivals, Scenario
from motcua.workflow.simulation.simulate import simulate
from motcua.workflow.simulation.suggestions import suggest_inputs, suggest_people
from tests.processes.proof_times import BEGIN

_PER_DAY, _DAYS = 8, 250


def run_year() -> tuple[int, float]:
    """Dossiers finished or late, and the share of those in time."""
    dossiers = on_time = late = 0
    for kind in ("province", "ministry"):
        for document in demo_services(kind):  # type: ignore[arg-type]
            result = simulate(_scenario(document))
            dossiers += result.arrived
            on_time += result.on_time
            late += result.late
    return dossiers, round(on_time / (on_time + late), 4)


def _scenario(document: ServiceDocument) -> Scenario:
    table, calendar = step_table_of(document), workflow.tenant_calendar()
    inputs = suggest_inputs(table)
    people = suggest_people(
        table, inputs, per_working_day=_PER_DAY, minutes_per_day=calendar.minutes_per_day
    )
    return Scenario(
        table=table,
        calendar=calendar,
        start=BEGIN,
        arrivals=Arrivals(per_working_day=_PER_DAY, days=_DAYS),
        people=people,
        inputs=inputs,
        rule=due_rule_of(document.clock, channel="online"),
        recount=document.clock.supplement_mode == "recount",
    )
