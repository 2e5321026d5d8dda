"""The table of steps a clerk edits: the only description of a process, BPMN is drawn from it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from uuid import UUID

APPLICANT = "applicant"
OFFICER_PREFIX = "officer:"
RECEIVING = "receiving"
COMPETENT = "competent"
AGENCY_PREFIX = "agency:"
TENANT_PREFIX = "tenant:"
PERSON_PREFIX = "person:"
END_PREFIX = "end:"
JOIN_PREFIX = "join:"
LEAVE_PREFIX = "leave:"
HOLDER = "holder"


class StepKind(StrEnum):
    RECEPTION = "reception"
    REVIEW = "review"
    DRAFT = "draft"
    APPROVE = "approve"
    ISSUE = "issue"
    RETURN = "return"
    CITIZEN = "citizen"
    WAIT_FEE = "wait_fee"
    CONSULT = "consult"
    """Another unit, agency or tenant gives its opinion."""
    WAIT_DATE = "wait_date"
    AUTOMATIC = "automatic"
    CHOICE = "choice"
    """Decided by the answers, without anybody."""
    PARALLEL = "parallel"
    """Its branches open together; its outcome is taken when all of them arrived."""
    SUB_PROCESS = "sub_process"
    """Replaced by the steps it calls when the process is frozen."""

    @property
    def is_waiting(self) -> bool:
        """The citizen's own time, which the law does not charge to the authority."""
        return self in (StepKind.CITIZEN, StepKind.WAIT_FEE)

    @property
    def is_routing(self) -> bool:
        """Only shows the way: nobody does it, it takes no time and has no work item."""
        return self in (StepKind.CHOICE, StepKind.PARALLEL, StepKind.SUB_PROCESS)


class EndKey(StrEnum):
    ISSUED = "issued"
    REFUSED = "refused"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"


END_KEYS = frozenset(key.value for key in EndKey)


@dataclass(frozen=True, slots=True)
class OutcomeSpec:
    """One way to leave a step.

    ``to`` is a step id, ``end:issued``, ``end:refused``, …, ``join:<parallel step>`` at the end of
    a branch, or ``leave:<outcome of the calling step>`` inside a sub-process. ``kind`` is a free
    word for the layer above (``forward``, ``supplement``, ``refuse``, …). ``condition``: when a
    choice takes it, in words; what they mean is for the layer above. Empty: otherwise.
    """

    id: str
    label: str
    to: str
    requires_reason: bool = False
    kind: str = "forward"
    condition: str = ""

    @property
    def end_key(self) -> str | None:
        return self.to.removeprefix(END_PREFIX) if self.to.startswith(END_PREFIX) else None

    @property
    def join_of(self) -> str | None:
        """The parallel step in whose join a branch ends here."""
        return self.to.removeprefix(JOIN_PREFIX) if self.to.startswith(JOIN_PREFIX) else None

    @property
    def leaves_by(self) -> str | None:
        """The outcome of the calling step by which a sub-process is left."""
        return self.to.removeprefix(LEAVE_PREFIX) if self.to.startswith(LEAVE_PREFIX) else None


@dataclass(frozen=True, slots=True)
class ReminderSpec:
    """Told ``minutes_before`` the due, in working time. ``to``: ``holder`` or a role."""

    minutes_before: int
    to: str = HOLDER


@dataclass(frozen=True, slots=True)
class EscalationSpec:
    """``to`` (a role) is told when the step is not done ``minutes_after`` its due."""

    minutes_after: int
    to: str


@dataclass(frozen=True, slots=True)
class StepSpec:
    """One row of the table.

    ``role``: a role key, ``applicant``, ``person:<uuid>``, or ``officer:<step id>`` for whoever
    did that step.
    ``agency``: ``receiving``, ``competent``, ``agency:<uuid>`` or ``tenant:<slug>``.
    ``working_minutes``: time allowed; ``None`` while the author has not said.
    ``timeout_outcome``: the outcome taken by itself when the time is over, e.g. "silence means
    agreement"; empty when nothing happens.
    ``branches``: first steps of what a parallel step opens. ``sub``: what a sub-process calls.
    ``until``: what a date to wait for is read from, ``until_days_before`` that many days earlier.
    ``origin``: the author's own step, where this one was copied out of a sub-process.
    """

    id: str
    name: str
    role: str
    kind: StepKind
    outcomes: tuple[OutcomeSpec, ...]
    working_minutes: int | None = None
    agency: str = COMPETENT
    national_state: int = 4
    timeout_outcome: str = ""
    branches: tuple[str, ...] = ()
    sub: str = ""
    action: str = ""
    until: str = ""
    until_days_before: int = 0
    reminders: tuple[ReminderSpec, ...] = ()
    escalation: EscalationSpec | None = None
    origin: str = ""

    @property
    def author_id(self) -> str:
        """The id under which the author knows this step."""
        return self.origin or self.id

    @property
    def officer_of(self) -> str | None:
        """The step whose officer does this one, when ``role`` says so."""
        if not self.role.startswith(OFFICER_PREFIX):
            return None
        return self.role.removeprefix(OFFICER_PREFIX)

    @property
    def agency_id(self) -> UUID | None:
        """The agency named outright, if any. Raises ``ValueError`` on a malformed id."""
        if not self.agency.startswith(AGENCY_PREFIX):
            return None
        return UUID(self.agency.removeprefix(AGENCY_PREFIX))

    @property
    def person_id(self) -> UUID | None:
        """The person named outright, if any. Raises ``ValueError`` on a malformed id."""
        if not self.role.startswith(PERSON_PREFIX):
            return None
        return UUID(self.role.removeprefix(PERSON_PREFIX))

    @property
    def tenant_slug(self) -> str | None:
        """The other tenant that is asked, if any."""
        if not self.agency.startswith(TENANT_PREFIX):
            return None
        return self.agency.removeprefix(TENANT_PREFIX)

    @property
    def silent_outcome(self) -> str:
        """Taken when the time is over; a wait for a date has no other end."""
        if self.kind is StepKind.WAIT_DATE and self.outcomes:
            return self.outcomes[0].id
        return self.timeout_outcome

    def outcome(self, outcome_id: str) -> OutcomeSpec | None:
        return next((one for one in self.outcomes if one.id == outcome_id), None)


@dataclass(frozen=True, slots=True)
class SubSpec:
    """Steps that a process goes through as if they were one; the first is where they begin."""

    id: str
    name: str
    steps: tuple[StepSpec, ...]


@dataclass(frozen=True)
class StepTable:
    """The steps in the order of the table; the first row is where a process starts.

    ``total_minutes`` is the statutory term in working minutes, to check the steps against.
    ``subs`` are what its sub-process steps call; ``inlined`` gives a table without them.
    """

    steps: tuple[StepSpec, ...]
    total_minutes: int | None = None
    subs: tuple[SubSpec, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, StepSpec]:
        return {step.id: step for step in reversed(self.steps)}

    def step(self, step_id: str) -> StepSpec:
        return self.by_id[step_id]

    def arrows(self) -> Iterator[tuple[StepSpec, OutcomeSpec]]:
        return ((step, outcome) for step in self.steps for outcome in step.outcomes)

    def end_keys(self) -> Sequence[str]:
        """Ends in use, in order of appearance."""
        return list(dict.fromkeys(o.end_key for _, o in self.arrows() if o.end_key is not None))


def end_state(end_key: str, *, last_kind: StepKind) -> int:
    """The national dossier state (1 to 10) of a process that ended.

    A reasoned refusal after reception is a processed dossier (9), only a refusal at the counter
    is state 3; a result counts as handed over (10) once the return step is done.
    """
    match end_key:
        case EndKey.REFUSED:
            return 3 if last_kind is StepKind.RECEPTION else 9
        case EndKey.STOPPED:
            return 8
        case EndKey.WITHDRAWN:
            return 7
        case _:
            return 10 if last_kind is StepKind.RETURN else 9
