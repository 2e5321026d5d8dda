"""From the words of a service document to the terms of the workflow."""

from collections.abc import Mapping

from django.utils import translation

from formbuilder.api import names_of, rule_words
from motcua.catalogue.api import Clock, Outcome, ServiceDocument, Step
from motcua.kernel.i18n import pick
from motcua.workflow.api import (
    DueRule,
    EscalationSpec,
    OutcomeSpec,
    ReminderSpec,
    StepKind,
    StepSpec,
    StepTable,
    SubSpec,
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


def step_table_of(document: ServiceDocument, *, language: str = _LANGUAGE) -> StepTable:
    """The steps as the workflow takes them, held to the longest term of any channel."""
    names = names_of(document.form, language)
    return StepTable(
        steps=tuple(_step(step, names, language) for step in document.process.steps),
        total_minutes=_total_minutes(document.clock),
        subs=tuple(
            SubSpec(
                id=sub.id,
                name=pick(sub.name, language),
                steps=tuple(_step(step, names, language) for step in sub.steps),
            )
            for sub in document.process.sub_processes
        ),
    )


def document_step(document: ServiceDocument, author_id: str) -> Step | None:
    """The author's step behind a frozen one, whose ``author_id`` this is."""
    return next((step for step in document.process.all_steps() if step.id == author_id), None)


def _step(step: Step, names: Mapping[str, str], language: str) -> StepSpec:
    return StepSpec(
        id=step.id,
        name=pick(step.name, language),
        role=step.role,
        kind=StepKind(step.kind),
        agency=step.agency,
        working_minutes=step.working_minutes,
        national_state=step.national_state,
        timeout_outcome=step.timeout_outcome,
        outcomes=tuple(_outcome(step, outcome, names, language) for outcome in step.outcomes),
        branches=tuple(step.branches),
        sub=step.sub,
        action=step.action,
        until=step.until.field if step.until else "",
        until_days_before=step.until.days_before if step.until else 0,
        reminders=tuple(
            ReminderSpec(each.working_minutes_before, each.to) for each in step.reminders
        ),
        escalation=(
            EscalationSpec(step.escalation.working_minutes_after, step.escalation.to)
            if step.escalation
            else None
        ),
    )


def _outcome(step: Step, outcome: Outcome, names: Mapping[str, str], language: str) -> OutcomeSpec:
    return OutcomeSpec(
        id=outcome.id,
        label=pick(outcome.label, language),
        to=outcome.to,
        requires_reason=outcome.requires_reason,
        kind=outcome.kind,
        condition=_condition(step, outcome, names, language),
    )


def _condition(step: Step, outcome: Outcome, names: Mapping[str, str], language: str) -> str:
    """In the words of the office, whoever publishes: they are stored with the process."""
    if step.kind != "choice" or outcome.when is None:
        return ""
    with translation.override(language):
        return rule_words(outcome.when.model_dump(mode="json"), names)


def _total_minutes(clock: Clock) -> int | None:
    """``None`` while no term is set: that is another problem, told elsewhere."""
    amounts = [
        statutory_minutes(due_rule_of(clock, channel=channel))
        for channel in ("counter", "online")
        if clock.term(channel).unit == "same_day" or clock.term(channel).amount > 0
    ]
    if clock.extended_amount:
        unit = TermUnit.WORKING_DAYS if clock.unit == "same_day" else TermUnit(clock.unit)
        rule = DueRule(unit=unit, amount=clock.extended_amount)
        amounts.append(statutory_minutes(rule))
    return max(amounts, default=None)
