"""Questions before the form: whether this service is the right one, and where else to go.

They are asked before anybody signs in, and no answer of them is kept: a person who learns that a
service does not fit has told the authority nothing.
"""

from typing import Annotated, Final, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from motcua.catalogue.domain.parts import Label, Part, Prose

EligibilityId = Annotated[str, StringConstraints(pattern=r"^elg_[A-Za-z0-9_]{1,50}$")]
OptionValue = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,40}$")]
MAX_QUESTIONS: Final = 12


class EligibilityOption(Part):
    """One answer. With ``fits`` false it ends with ``reason`` and, where there is one, a way on."""

    value: OptionValue
    label: Label = {}
    fits: bool = True
    reason: Prose = {}
    """Why the service does not fit."""
    advice: Prose = {}
    """Where to go, what to do instead."""
    service: Annotated[str, StringConstraints(pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?$")] = ""
    """Slug of the service that fits, when this tenant offers it."""


class EligibilityQuestion(Part):
    id: EligibilityId
    text: Label = {}
    help: Prose = {}
    asked_after: dict[EligibilityId, OptionValue] = {}
    """Asked only where these earlier questions were answered so; otherwise always."""
    options: Annotated[list[EligibilityOption], Field(max_length=20)] = []

    @model_validator(mode="after")
    def _values_differ(self) -> Self:
        values = [option.value for option in self.options]
        if len(set(values)) != len(values):
            raise ValueError("an option's value is used twice")
        return self

    def option(self, value: str | None) -> EligibilityOption | None:
        return next((each for each in self.options if each.value == value), None)


Eligibility = Annotated[list[EligibilityQuestion], Field(max_length=MAX_QUESTIONS)]
Verdict = Literal["ask", "fits", "ends"]


def next_question(
    questions: list[EligibilityQuestion], answers: dict[str, str]
) -> tuple[Verdict, EligibilityQuestion | None, EligibilityOption | None]:
    """Where these answers lead: the question to ask now, the answer that ends it, or on.

    Answers to questions that are not asked, and values that no option has, count as not given.
    """
    told: dict[str, str] = {}
    for question in questions:
        if any(told.get(other) != value for other, value in question.asked_after.items()):
            continue
        chosen = question.option(answers.get(question.id))
        if chosen is None:
            return "ask", question, None
        if not chosen.fits:
            return "ends", question, chosen
        told[question.id] = chosen.value
    return "fits", None, None
