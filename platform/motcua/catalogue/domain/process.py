"""The table of steps a clerk edits. The engine that runs it is the business of a higher app."""

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from formbuilder.api import FormPage, FormSection, Rule
from motcua.catalogue.domain.parts import (
    FieldId,
    Label,
    OutcomeId,
    Part,
    Prose,
    StepId,
    SubProcessId,
)

StepKind = Literal[
    "reception",
    "review",
    "draft",
    "approve",
    "issue",
    "return",
    "citizen",
    "wait_fee",
    "consult",
    "wait_date",
    "automatic",
    "choice",
    "parallel",
    "sub_process",
]
_ROLE = r"[a-z][a-z0-9_]{0,59}"
_UUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
RoleKey = Annotated[
    str,
    StringConstraints(pattern=rf"^({_ROLE}|officer:stp_[A-Za-z0-9_]{{1,50}}|person:{_UUID})?$"),
]
AgencyKey = Annotated[
    str,
    StringConstraints(
        pattern=r"^(receiving|competent|agency:[0-9a-f-]{36}|tenant:[a-z][a-z0-9-]{0,61})?$"
    ),
]
# A page stands for all questions on it.
ShownId = Annotated[str, StringConstraints(pattern=r"^(pag|fld)_[A-Za-z0-9_]{1,60}$")]
Target = Annotated[
    str,
    StringConstraints(
        pattern=(
            r"^(stp_[A-Za-z0-9_]{1,50}|end:(issued|refused|stopped|withdrawn)"
            r"|join:stp_[A-Za-z0-9_]{1,50}|leave:out_[A-Za-z0-9_]{1,50})?$"
        )
    ),
]
ActionKey = Annotated[str, StringConstraints(pattern=r"^([a-z][a-z0-9_.]{0,59})?$")]
WorkingMinutes = Annotated[int, Field(ge=1, le=1_000_000)]


class Outcome(Part):
    """One way to leave a step; empty ``to`` while not decided.

    ``to`` is a step id, an end, ``join:<parallel step>`` for the last step of a branch, or
    ``leave:<outcome of the calling step>`` inside a sub-process. ``when`` belongs to a ``choice``:
    its outcomes are tried in order, the one without ``when`` is taken otherwise.
    """

    id: OutcomeId
    label: Label = {}
    to: Target = ""
    requires_reason: bool = False
    kind: Literal["forward", "back", "supplement", "refuse", "stop", "verify", "confirm"] = (
        "forward"
    )
    when: Rule | None = None


class WaitUntil(Part):
    """``days_before`` the answered date; negative: after it."""

    field: FieldId
    days_before: Annotated[int, Field(ge=-3_650, le=3_650)] = 0


class Reminder(Part):
    """``to``: ``holder`` is whoever has the step, or a role at the same agency."""

    working_minutes_before: WorkingMinutes
    to: Annotated[str, StringConstraints(pattern=rf"^{_ROLE}$")] = "holder"


class Escalation(Part):
    """Who is told when the step is not done ``working_minutes_after`` its due."""

    working_minutes_after: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    to: Annotated[str, StringConstraints(pattern=rf"^{_ROLE}$")]


class Step(Part):
    """One row of the table.

    ``role`` is a role key, ``applicant``, ``person:<uuid>``, or ``officer:<step id>`` for whoever
    did that step; ``agency`` is ``receiving``, ``competent``, ``agency:<uuid>``, or
    ``tenant:<slug>`` where another tenant is consulted. ``timeout_outcome`` is taken by itself
    when the time is over (silence means agreement). ``shown`` names the pages and questions that
    whoever does this step may read; ``None``: everything for who judges the dossier (reception,
    review, draft, approve), without sensitive answers for the others.

    ``entry``: what must be filled in to complete the step. ``branches`` of a ``parallel`` open
    together; its single outcome is taken when all arrived. ``sub`` is what a ``sub_process``
    calls, ``action`` what an ``automatic`` step does, ``until`` what a ``wait_date`` waits for
    (without it: ``working_minutes``).
    """

    id: StepId
    name: Label = {}
    kind: StepKind = "review"
    role: RoleKey = ""
    agency: AgencyKey = "competent"
    working_minutes: WorkingMinutes | None = None
    national_state: Annotated[int, Field(ge=1, le=10)] = 4
    outcomes: Annotated[list[Outcome], Field(max_length=30)] = []
    timeout_outcome: OutcomeId | Literal[""] = ""
    instructions: Prose = {}
    shown: Annotated[list[ShownId], Field(max_length=2_000)] | None = None
    entry: FormPage | None = None
    files_required: bool = False
    note_required: bool = False
    reminders: Annotated[list[Reminder], Field(max_length=10)] = []
    escalation: Escalation | None = None
    branches: Annotated[list[StepId], Field(max_length=20)] = []
    sub: SubProcessId | Literal[""] = ""
    until: WaitUntil | None = None
    action: ActionKey = ""
    action_settings: Annotated[
        dict[
            Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")],
            Annotated[str, StringConstraints(max_length=500)],
        ],
        Field(max_length=20),
    ] = {}

    @model_validator(mode="after")
    def _entry_is_bounded(self) -> Self:
        if self.entry is not None:
            FormSection(pages=[self.entry])
        return self


class SubProcess(Part):
    """Steps used by several processes of the service as if they were one step."""

    id: SubProcessId
    name: Label = {}
    steps: Annotated[list[Step], Field(max_length=100)] = []


class ProcessSection(Part):
    """The first step is where a dossier starts."""

    steps: Annotated[list[Step], Field(max_length=200)] = []
    sub_processes: Annotated[list[SubProcess], Field(max_length=20)] = []

    def all_steps(self) -> Iterator[Step]:
        """Of the table, then of the sub-processes."""
        yield from self.steps
        for sub in self.sub_processes:
            yield from sub.steps
