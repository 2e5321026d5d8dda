"""What a running process stores and costs a step, against SpiffWorkflow with its own serializer."""

import secrets
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow

from motcua.casework.steps.documents import step_table_of
from motcua.catalogue.api import demo_services
from motcua.kernel.actors import SYSTEM
from motcua.kernel.ids import new_id
from motcua.workflow.api import (
    DueRule,
    StepTable,
    TermUnit,
    WorkingCalendar,
    complete_item,
    freeze_process,
    start_process,
    to_bpmn,
)
from motcua.workflow.engine.compiling import compile_process
from motcua.workflow.engine.conditions import OUTCOME, OutcomeEngine
from motcua.workflow.engine.running import advance_run, start_run
from motcua.workflow.engine.state import dump_state, load_state
from motcua.workflow.simulation.api import (
    Arrivals,
    Scenario,
    simulate,
    suggest_inputs,
    suggest_people,
)
from tenants.api import create_tenant, in_tenant
from tests.benchmarks.report import Figure, at_least, at_most, middle, recorded, side_by_side
from tests.benchmarks.world import PREFIX, remove

NAME = "process"
ROUNDS = 30
YEARLY = 100_000
_INSERT = (
    "INSERT INTO workflow_pause (id, instance_id, subject_id, reason, legal_basis, paused_at,"
    " paused_by, resumed_at, resumed_by, extended_minutes)"
    " VALUES (%s, %s, %s, 'Do', '', %s, 'system', %s, 'system', 0)"
)
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
    began = time.process_time()
    simulated = simulate(_year(table))
    seconds = time.process_time() - began
    return [
        at_least(NAME, "SpiffWorkflow as it comes / ours, time a step", bare_step / our_step, "x", 1, steps=float(len(way))),
        recorded(NAME, "a step: load, act, save", our_step, "ms", spiffworkflow_ms=round(bare_step, 2)),
        at_most(NAME, "state an instance", our_size, "bytes", 8192, spiffworkflow_bytes=float(bare_size)),
        recorded(NAME, "a year of dossiers simulated, processor time", seconds, "s", dossiers=float(simulated.arrived), events=float(simulated.events)),
        *_in_database(table, way),
    ]  # fmt: skip


def _year(table: StepTable) -> Scenario:
    """What a province receives in a year, with as many people as are suggested for it."""
    calendar, inputs = WorkingCalendar(), suggest_inputs(table)
    a_day = YEARLY / 250
    people = suggest_people(
        table, inputs, per_working_day=a_day, minutes_per_day=calendar.minutes_per_day
    )
    start = datetime(2026, 1, 5, tzinfo=UTC)
    rule = DueRule(TermUnit.WORKING_DAYS, 3)
    return Scenario(table, calendar, start, Arrivals(a_day, 250), people, inputs, rule=rule)


@dataclass(slots=True)
class _Counter:
    queries: int = 0

    def __call__(self, execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        self.queries += 1
        return execute(sql, params, many, context)


def _in_database(table: StepTable, way: Way) -> list[Figure]:
    """Whole steps in a tenant's own tables, against a transaction that only writes two rows."""
    slug = f"{PREFIX}{secrets.token_hex(4)}"
    tenant = create_tenant(
        slug=slug, name="Đo kiểm", short_name="Đo kiểm", kind="province", agency_code="H99"
    )
    try:
        with in_tenant(tenant.schema_name):
            version = freeze_process(key="do-kiem", table=table, now=timezone.now())
            ours, bare = side_by_side(
                ROUNDS, lambda: _steps(version, way), lambda: _two_rows(len(way))
            )
    finally:
        remove(tenant)
    step, beyond, queries = (middle([each[part] for each in ours]) for part in range(3))
    plain = middle(bare)
    return [
        at_most(NAME, "a step beyond its database round trips", beyond * 1000, "ms", 5, queries=queries),
        recorded(NAME, "a step / a bare two-row transaction", step / plain, "x", step_ms=round(step * 1000, 2), bare_ms=round(plain * 1000, 2)),
    ]  # fmt: skip


def _steps(version: UUID, way: Way) -> tuple[float, float, float]:
    """Seconds a step, processor time of ours in them, and queries a step.

    Processor time is what a step costs beyond waiting for the database, whoever else is at work
    on the machine.
    """
    now, counter = timezone.now(), _Counter()
    progress = start_process(process_version_id=version, subject_id=new_id(), now=now)
    began, busy = time.perf_counter(), time.thread_time()
    with connection.execute_wrapper(counter):
        for _step_id, outcome in way:
            progress = complete_item(
                item_id=progress.opened[0].id, outcome=outcome, by=SYSTEM, now=now, note="Đo"
            )
    spent, busy, steps = time.perf_counter() - began, time.thread_time() - busy, len(way)
    return spent / steps, busy / steps, counter.queries / steps


def _two_rows(count: int) -> float:
    """An update and an insert, as the least that any step must write."""
    now = timezone.now()
    began = time.perf_counter()
    for _number in range(count):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE workflow_process_instance SET revision = revision + 1 WHERE id ="
                " (SELECT id FROM workflow_process_instance LIMIT 1) RETURNING id, subject_id"
            )
            instance_id, subject_id = cursor.fetchone()
            cursor.execute(_INSERT, [new_id(), instance_id, subject_id, now, now])
    return (time.perf_counter() - began) / count


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
