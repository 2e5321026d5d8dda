"""Starting, advancing and moving one run. Bytes in, bytes out; no database here."""

from typing import Final

from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.bpmn.specs.mixins.events.end_event import EndEvent
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from motcua.workflow.bpmn import names

from .conditions import OUTCOME, Decider, OutcomeEngine, refuse_to_choose
from .state import RunState, StateUnreadable

_NOWHERE: Final = RunState(())


class StepNotOpen(Exception):
    """The run does not stand at the step that was to be completed."""


def start_run(spec: BpmnProcessSpec, *, decider: Decider = refuse_to_choose) -> RunState:
    """A new run, standing at its first step."""
    run = BpmnWorkflow(spec, script_engine=OutcomeEngine(decider))
    run.do_engine_steps()
    return _state_of(run)


def advance_run(
    spec: BpmnProcessSpec,
    state: RunState,
    *,
    step_id: str,
    outcome: str,
    decider: Decider = refuse_to_choose,
) -> RunState:
    """Leave ``step_id`` by ``outcome``. ``decider`` is asked at choices. Raises ``StepNotOpen``."""
    run = _restore(spec, state, decider)
    task = next((t for t in _open_tasks(run) if _step_id(t) == step_id), None)
    if task is None:
        raise StepNotOpen(step_id)
    task.data[OUTCOME] = outcome
    task.run()
    run.do_engine_steps()
    return _state_of(run)


def move_run(
    spec: BpmnProcessSpec,
    *,
    step_id: str,
    kept: RunState = _NOWHERE,
    decider: Decider = refuse_to_choose,
) -> RunState:
    """Stand at ``step_id``, beside what is ``kept``, whatever the run did before.

    A parallel step begins all its branches.
    """
    fork = spec.task_specs.get(names.fork_node(step_id))
    if fork is None:
        open_steps = (*kept.open_steps, step_id)
        return _state_of(_restore(spec, RunState(open_steps, None, kept.arrived), decider))
    run = _restore(spec, kept, decider)
    Task(run, fork, parent=run.task_tree, state=TaskState.READY)
    run.do_engine_steps()
    return _state_of(run)


def _restore(spec: BpmnProcessSpec, state: RunState, decider: Decider) -> BpmnWorkflow:
    run = BpmnWorkflow(spec, script_engine=OutcomeEngine(decider), deserializing=True)
    run.task_tree = Task(run, spec.start, state=TaskState.COMPLETED)
    for block, nodes in state.arrived.items():
        for node in nodes:
            _arrive(run, spec, node, names.join_node(block))
    for step_id in state.open_steps:
        node = spec.task_specs.get(names.step_node(step_id))
        if node is None:
            raise StateUnreadable(f"no step {step_id} in this process version")
        task = Task(run, node, parent=run.task_tree, state=TaskState.READY)
        node._predict(task, mask=TaskState.NOT_FINISHED_MASK)
    return run


def _arrive(run: BpmnWorkflow, spec: BpmnProcessSpec, node: str, join: str) -> None:
    """A token that waits in a join: its last node is done, the join behind it is not."""
    last, waiting = spec.task_specs.get(node), spec.task_specs.get(join)
    if last is None or waiting is None:
        raise StateUnreadable(f"no join {join} behind {node} in this process version")
    done = Task(run, last, parent=run.task_tree, state=TaskState.COMPLETED)
    Task(run, waiting, parent=done, state=TaskState.WAITING)


def _state_of(run: BpmnWorkflow) -> RunState:
    open_steps = tuple(step for task in _open_tasks(run) if (step := _step_id(task)) is not None)
    if open_steps:
        return RunState(open_steps, None, _arrivals(run))
    ends = run.get_tasks(state=TaskState.COMPLETED, spec_class=EndEvent)
    return RunState((), names.end_of(ends[-1].task_spec.name) if ends else None)


def _arrivals(run: BpmnWorkflow) -> dict[str, tuple[str, ...]]:
    """Which tokens wait in which join. A join that was passed in this move holds none: whoever
    comes again comes through a step that somebody must do first."""
    waiting: dict[str, list[str]] = {}
    passed: set[str] = set()
    for name in run.spec.task_specs:
        block = names.join_of(name)
        if block is None:
            continue
        for task in run.get_tasks(spec_name=name):
            if task.state == TaskState.COMPLETED:
                passed.add(block)
            elif task.parent is not None and task.parent.state == TaskState.COMPLETED:
                waiting.setdefault(block, []).append(task.parent.task_spec.name)
    return {
        block: tuple(dict.fromkeys(nodes))
        for block, nodes in waiting.items()
        if block not in passed
    }


def _open_tasks(run: BpmnWorkflow) -> list[Task]:
    return list(run.get_tasks(state=TaskState.READY, manual=True))


def _step_id(task: Task) -> str | None:
    return names.step_of(task.task_spec.name)
