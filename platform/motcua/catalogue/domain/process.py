"""The table of steps a clerk edits. The engine that runs it is the business of a higher app."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from motcua.catalogue.domain.parts import Label, OutcomeId, Part, Prose, StepId

StepKind = Literal[
    "reception", "review", "draft", "approve", "issue", "return", "citizen", "wait_fee"
]
RoleKey = Annotated[
    str,
    StringConstraints(pattern=r"^([a-z][a-z0-9_]{0,59}|officer:stp_[A-Za-z0-9_]{1,50})?$"),
]
AgencyKey = Annotated[
    str, StringConstraints(pattern=r"^(receiving|competent|agency:[0-9a-f-]{36})?$")
]
# A page stands for all questions on it.
ShownId = Annotated[str, StringConstraints(pattern=r"^(pag|fld)_[A-Za-z0-9_]{1,60}$")]
Target = Annotated[
    str,
    StringConstraints(
        pattern=r"^(stp_[A-Za-z0-9_]{1,50}|end:(issued|refused|stopped|withdrawn))?$"
    ),
]


class Outcome(Part):
    """One way to leave a step. ``to`` is a step id or an end; empty while not decided."""

    id: OutcomeId
    label: Label = {}
    to: Target = ""
    requires_reason: bool = False
    kind: Literal["forward", "back", "supplement", "refuse", "stop", "verify", "confirm"] = (
        "forward"
    )


class Step(Part):
    """One row of the table.

    ``role`` is a role key, ``applicant``, or ``officer:<step id>`` for whoever did that step;
    ``agency`` is ``receiving``, ``competent`` or ``agency:<uuid>``. ``timeout_outcome`` is taken
    by itself when the time is over (silence means agreement). ``shown`` names the pages and
    questions that whoever does this step may read; ``None``: everything for who judges the
    dossier (reception, review, draft, approve), without sensitive answers for the others.
    """

    id: StepId
    name: Label = {}
    kind: StepKind = "review"
    role: RoleKey = ""
    agency: AgencyKey = "competent"
    working_minutes: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    national_state: Annotated[int, Field(ge=1, le=10)] = 4
    outcomes: Annotated[list[Outcome], Field(max_length=30)] = []
    timeout_outcome: OutcomeId | Literal[""] = ""
    instructions: Prose = {}
    shown: Annotated[list[ShownId], Field(max_length=2_000)] | None = None


class ProcessSection(Part):
    """The first step is where a dossier starts."""

    steps: Annotated[list[Step], Field(max_length=200)] = []
