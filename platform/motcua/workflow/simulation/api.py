"""The door to trying processes out, for the apps above."""

from motcua.workflow.simulation.play import (
    MAX_MOVES,
    DoneStep,
    OpenStep,
    Played,
    PlayInvalid,
    PlayMove,
    PlayRules,
    play,
)
from motcua.workflow.simulation.results import PoolResult, SimulationResult
from motcua.workflow.simulation.scenario import (
    MAX_DAYS,
    MAX_DOSSIERS,
    MAX_PEOPLE,
    Arrivals,
    Order,
    Pool,
    Scenario,
    SimulationRefused,
    StepInput,
    pool_of,
    pools_of,
)
from motcua.workflow.simulation.simulate import simulate
from motcua.workflow.simulation.staffing import (
    ENOUGH,
    Staffing,
    staff_for_deadlines,
    with_staffing,
)
from motcua.workflow.simulation.suggestions import (
    expected_visits,
    suggest_inputs,
    suggest_people,
)
from motcua.workflow.simulation.words import explain_result

__all__ = [
    "ENOUGH",
    "MAX_DAYS",
    "MAX_DOSSIERS",
    "MAX_MOVES",
    "MAX_PEOPLE",
    "Arrivals",
    "DoneStep",
    "OpenStep",
    "Order",
    "PlayInvalid",
    "PlayMove",
    "PlayRules",
    "Played",
    "Pool",
    "PoolResult",
    "Scenario",
    "SimulationRefused",
    "SimulationResult",
    "Staffing",
    "StepInput",
    "expected_visits",
    "explain_result",
    "play",
    "pool_of",
    "pools_of",
    "simulate",
    "staff_for_deadlines",
    "suggest_inputs",
    "suggest_people",
    "with_staffing",
]
