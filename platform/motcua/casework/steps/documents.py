"""From the words of a service document to the terms of the workflow."""

from motcua.catalogue.api import Clock, Outcome, ServiceDocument, Step
from motcua.kernel.i18n import pick
from motcua.workflow.api import (
    DueRule,
    OutcomeSpec,
    StepKind,
    StepSpec,
    StepTable,
    TermUnit,
    statutory_minutes,
)

# Process texts are the authority's own; they are shown to officers in its language.
_LANGUAGE = "vi"


def due_rule_of(clock: Clock, *, channel: str) -> DueRule:
    """The term for dossiers of one channel. Raises ``TermInvalid`` while the author gave none."""
    term = clock.term(channel)
    unit = TermUnit(term.unit)
    amount = 0 if unit is TermUnit.SAME_DAY else term.amount
    return DueRule(unit=unit, amount=amount, cut_off=term.cut_off_minutes)


def step_table_of(document: ServiceDocument) -> StepTable:
    """The steps as the workflow takes them, held to the longest term of any channel."""
    return StepTable(
        steps=tuple(_step(step) for step in document.process.steps),
        total_minutes=_total_minutes(document.clock),
    )


def _step(step: Step) -> StepSpec:
    return StepSpec(
        id=step.id,
        name=pick(step.name, _LANGUAGE),
        role=step.role,
        kind=StepKind(step.kind),
        agency=step.agency,
        working_minutes=step.working_minutes,
        national_state=step.national_state,
        timeout_outcome=step.timeout_outcome,
        outcomes=tuple(_outcome(outcome) for outcome in step.outcomes),
    )


def _outcome(outcome: Outcome) -> OutcomeSpec:
    return OutcomeSpec(
        id=outcome.id,
        label=pick(outcome.label, _LANGUAGE),
        to=outcome.to,
        requires_reason=outcome.requires_reason,
        kind=outcome.kind,
    )


def _total_minutes(clock: Clock) -> int | None:
    """``None`` while no term is set: that is another problem, told elsewhere."""
    amounts = [
        statutory_minutes(due_rule_of(clock, channel=channel))
        for channel in ("counter", "online")
        if clock.term(channel).unit == "same_day" or clock.term(channel).amount > 0
    ]
    if clock.extended_amount and clock.unit != "same_day":
        rule = DueRule(unit=TermUnit(clock.unit), amount=clock.extended_amount)
        amounts.append(statutory_minutes(rule))
    return max(amounts, default=None)
