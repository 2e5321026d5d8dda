"""Ids shared by the writer and the engine, and the one condition language we know."""

import re

from motcua.workflow.domain.steps import StepKind, StepSpec

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DD_DI = "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"

PROCESS_ID = "process"
START_ID = "start"
_STEP, _GATEWAY, _END = "step_", "choice_", "end_"
_CHOICE, _FORK, _JOIN, _MERGE = "choose_", "fork_", "join_", "merge_"
_ENTER = "enter_"
_CONDITION = re.compile(r'outcome = "([A-Za-z_][A-Za-z0-9_-]{0,59})"')


def step_node(step_id: str) -> str:
    return _STEP + step_id


def gateway_node(step_id: str) -> str:
    return _GATEWAY + step_id


def end_node(end_key: str) -> str:
    return _END + end_key


def choice_node(step_id: str) -> str:
    """The gateway that a choice step is."""
    return _CHOICE + step_id


def fork_node(step_id: str) -> str:
    return _FORK + step_id


def join_node(step_id: str) -> str:
    return _JOIN + step_id


def enter_node(step_id: str) -> str:
    """Where several ways to a parallel step meet: a fork with two arrows would wait for both."""
    return _ENTER + step_id


def merge_node(step_id: str, branch: int) -> str:
    """Where several ways of one branch meet before they enter the join."""
    return f"{_MERGE}{step_id}.{branch}"


def entry_node(step: StepSpec) -> str:
    """Where an arrow to the step ends."""
    if step.kind is StepKind.CHOICE:
        return choice_node(step.id)
    return fork_node(step.id) if step.kind is StepKind.PARALLEL else step_node(step.id)


def choice_of(node_id: str) -> str | None:
    """The choice step a gateway stands for, ``None`` for any other node."""
    return node_id.removeprefix(_CHOICE) if node_id.startswith(_CHOICE) else None


def join_of(node_id: str) -> str | None:
    """The parallel step whose join a gateway is, ``None`` for any other node."""
    return node_id.removeprefix(_JOIN) if node_id.startswith(_JOIN) else None


def step_of(node_id: str) -> str | None:
    """The step a task node stands for, ``None`` for any other node."""
    return node_id.removeprefix(_STEP) if node_id.startswith(_STEP) else None


def end_of(node_id: str) -> str | None:
    """The end key an end event stands for, ``None`` for any other node."""
    return node_id.removeprefix(_END) if node_id.startswith(_END) else None


def condition(outcome_id: str) -> str:
    """Valid FEEL as well, so other tools can read it."""
    return f'outcome = "{outcome_id}"'


def outcome_in(text: str) -> str | None:
    """The outcome a condition asks for; ``None`` when it is anything but such a comparison."""
    found = _CONDITION.fullmatch(text.strip())
    return found.group(1) if found else None
