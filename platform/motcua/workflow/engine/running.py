"""Starting, advancing and moving one run. Bytes in, bytes out; no database here."""

from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.bpmn.specs.mixins.events.end_event import EndEvent
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from motcua.workflow.bpmn import names

from .conditions import OUTCOME, OutcomeEngine
from .state import RunState, StateUnreadable

_ENGINE = OutcomeEngine()


class StepNotOpen(Exception):
    """The run does not stand at the step that was to be completed."""


def start_run(spec: BpmnProcessSpec) -> RunState:
    """A new run, standing at its first step."""
    run = BpmnWorkflow(spec, script_engine=_ENGINE)
    run.do_engine_steps()
    return _state_of(run)


def advance_run(spec: BpmnProcessSpec, state: RunState, *, step_id: str, outcome: str) -> RunState:
    """Leave ``step_id`` by ``outcome``. Raises ``StepNotOpen``."""
    run = _restore(spec, state)
    task = next((t for t in _open_tasks(run) if _step_id(t) == step_id), None)
    if task is None:
        raise StepNotOpen(step_id)
    task.data[OUTCOME] = outcome
    task.run()
    run.do_engine_steps()
    return _state_of(run)


def move_run(spec: BpmnProcessSpec, *, step_id: str) -> RunState:
    """Stand at ``step_id`` and nowhere else, whatever the run did before."""
    return _state_of(_restore(spec, RunState((step_id,))))


def _restore(spec: BpmnProcessSpec, state: RunState) -> BpmnWorkflow:
    run = BpmnWorkflow(spec, script_engine=_ENGINE, deserializing=True)
    run.task_tree = Task(run, spec.start, state=TaskState.COMPLETED)
    for step_id in state.open_steps:
        node = spec.task_specs.get(names.step_node(step_id))
        if node is None:
            raise StateUnreadable(f"no step {step_id} in this process version")
        task = Task(run, node, parent=run.task_tree, state=TaskState.READY)
        node._predict(task, mask=TaskState.NOT_FINISHED_MASK)
    return run


def _state_of(run: BpmnWorkflow) -> RunState:
    open_steps = tuple(step for task in _open_tasks(run) if (step := _step_id(task)) is not None)
    if open_steps:
        return RunState(open_steps)
    ends = run.get_tasks(state=TaskState.COMPLETED, spec_class=EndEvent)
    return RunState((), names.end_of(ends[-1].task_spec.name) if ends else None)


def _open_tasks(run: BpmnWorkflow) -> list[Task]:
    return list(run.get_tasks(state=TaskState.READY, manual=True))


def _step_id(task: Task) -> str | None:
    return names.step_of(task.task_spec.name)
