"""What a running process stores and costs a step, against SpiffWorkflow with its own serializer."""

import time

from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow

from motcua.casework.steps.documents import step_table_of
from motcua.catalogue.api import demo_services
from motcua.workflow.api import StepTable, to_bpmn
from motcua.workflow.engine.compiling import compile_process
from motcua.workflow.engine.conditions import OUTCOME, OutcomeEngine
from motcua.workflow.engine.running import advance_run, start_run
from motcua.workflow.engine.state import dump_state, load_state
from tests.benchmarks.report import Figure, at_least, middle, recorded, side_by_side

NAME = "process"
ROUNDS = 30
Way = list[tuple[str, str]]
Run = tuple[float, int]
"""Seconds a step (load, act, save) and the largest state in bytes."""


def run() -> list[Figure]:
    document = next(each for each in demo_services("province") if each.procedure.code == "2.000635")
    table = step_table_of(document)
    spec = compile_process(to_bpmn(table, "do-kiem"))
    way = _way(table)
    ours, bare = side_by_side(ROUNDS, lambda: _ours(spec, way), lambda: _bare(spec, way))
    our_step, bare_step = (middle([each[0] for each in runs]) * 1000 for runs in (ours, bare))
    our_size, bare_size = ours[0][1], bare[0][1]
    return [
        at_least(NAME, "SpiffWorkflow as it comes / ours, time a step", bare_step / our_step, "x", 1, steps=float(len(way))),
        recorded(NAME, "a step: load, act, save", our_step, "ms", spiffworkflow_ms=round(bare_step, 2)),
        recorded(NAME, "state an instance", our_size, "bytes", spiffworkflow_bytes=float(bare_size)),
    ]  # fmt: skip


def _way(table: StepTable) -> Way:
    """From the first step to the end by the first forward outcome of each."""
    steps = {each.id: each for each in table.steps}
    current, way = table.steps[0].id, []
    while current in steps and len(way) < len(steps):
        chosen = next(
            (each for each in steps[current].outcomes if each.kind in ("forward", "confirm")),
            steps[current].outcomes[0],
        )
        way.append((current, chosen.id))
        current = chosen.to
    return way


def _ours(spec: BpmnProcessSpec, way: Way) -> Run:
    stored = dump_state(start_run(spec))
    largest, began = len(stored), time.perf_counter()
    for step_id, outcome in way:
        state = advance_run(spec, load_state(stored), step_id=step_id, outcome=outcome)
        stored = dump_state(state)
        largest = max(largest, len(stored))
    return (time.perf_counter() - began) / len(way), largest


def _bare(spec: BpmnProcessSpec, way: Way) -> Run:
    """As its manual has it: the whole workflow to JSON after every step, and back before it."""
    serializer, engine = BpmnWorkflowSerializer(), OutcomeEngine()
    flow = BpmnWorkflow(spec, script_engine=engine)
    flow.do_engine_steps()
    stored = serializer.serialize_json(flow)
    largest, began = len(stored), time.perf_counter()
    for _step_id, outcome in way:
        flow = serializer.deserialize_json(stored)
        flow.script_engine = engine
        task = flow.get_next_task(manual=True)
        task.data[OUTCOME] = outcome
        task.run()
        flow.do_engine_steps()
        stored = serializer.serialize_json(flow)
        largest = max(largest, len(stored))
    return (time.perf_counter() - began) / len(way), largest
