"""What can go wrong when work is taken up or handed on."""

from motcua.kernel.errors import Conflict, Forbidden, Invalid, NotFound


class ProcessInvalid(Invalid):
    """The step table has errors; ``details["problems"]`` lists them."""

    code = "process_invalid"


class ProcessMissing(NotFound):
    code = "process_missing"


class ProcessAlreadyRunning(Conflict):
    """The subject already has a running process."""

    code = "process_already_running"


class ProcessNotRunning(Conflict):
    code = "process_not_running"


class ProcessPaused(Conflict):
    """A pause is already open for the subject."""

    code = "process_paused"


class ProcessNotPaused(Conflict):
    code = "process_not_paused"


class WorkItemMissing(NotFound):
    code = "work_item_missing"


class WorkItemTaken(Conflict):
    """Somebody else has the item or has already done it."""

    code = "work_item_taken"


class WorkItemNotYours(Forbidden):
    """The actor has neither the role nor the agency the item is for."""

    code = "work_item_not_yours"


class OutcomeUnknown(Invalid):
    code = "outcome_unknown"


class ReasonRequired(Invalid):
    code = "reason_required"


class StepUnknown(Invalid):
    code = "step_unknown"
