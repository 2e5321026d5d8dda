"""Reading a step's outcomes by what they mean, so that operations need no fixed ids.

Authors name outcomes freely; ``kind`` is their word for the meaning. Where it is the default, the
target of the outcome tells.
"""

from motcua.workflow.api import EndKey, OutcomeSpec, StepKind, StepSpec, StepTable

_NOT_FORWARD = frozenset({"supplement", "refuse", "stop", "back"})


def forward_outcome(step: StepSpec, table: StepTable) -> OutcomeSpec | None:
    """The usual way on: not back, not refused, not stopped, not to the citizen for papers."""
    for outcome in step.outcomes:
        if outcome.kind in _NOT_FORWARD or outcome.end_key not in (None, EndKey.ISSUED):
            continue
        if not is_supplement(outcome, table):
            return outcome
    return None


def supplement_outcome(step: StepSpec, table: StepTable) -> OutcomeSpec | None:
    """The way to a step where the citizen supplies papers, if the author drew one."""
    return next((one for one in step.outcomes if is_supplement(one, table)), None)


def refusal_outcome(step: StepSpec) -> OutcomeSpec | None:
    return next((one for one in step.outcomes if one.end_key == EndKey.REFUSED), None)


def ending_outcome(step: StepSpec, end: EndKey) -> OutcomeSpec | None:
    return next((one for one in step.outcomes if one.end_key == end), None)


def is_supplement(outcome: OutcomeSpec, table: StepTable) -> bool:
    if outcome.end_key is not None:
        return False
    target = table.by_id.get(outcome.to)
    if target is None or target.kind is not StepKind.CITIZEN:
        return False
    return outcome.kind == "supplement" or target.national_state == 5


def is_supply_step(step: StepSpec) -> bool:
    """A citizen's step for papers, not for confirming a draft."""
    return step.kind is StepKind.CITIZEN and step.national_state == 5
