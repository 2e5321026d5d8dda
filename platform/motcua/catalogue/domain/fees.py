"""What one dossier costs: pure arithmetic on whole minor units.

Every amount is an integer product, so nothing is rounded except a partial waiver, which is rounded
down in the citizen's favour.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from formbuilder.api import (
    CompiledForm,
    CompiledRule,
    Context,
    Evaluation,
    Rule,
    compile_condition,
    compile_form,
    evaluate,
)
from motcua.catalogue.domain.document import ServiceDocument
from motcua.catalogue.domain.fee_rules import MAX_MINOR, FeeRule, Waiver
from motcua.kernel.i18n import I18nText
from motcua.kernel.money import Money

MAX_QUANTITY: Final = 10_000
"""More copies than anybody orders; a larger answer is not charged but reported as unknown."""


@dataclass(frozen=True, slots=True)
class AppliedWaiver:
    """Why less than the full price is due."""

    waiver_id: str
    percent: int
    reason: I18nText
    legal_basis: str


@dataclass(frozen=True, slots=True)
class FeeLine:
    """``amount`` is what is due: ``unit`` × ``quantity`` less the waiver. ``full`` is before it.

    ``quantity`` is ``None`` while the question that tells it is unanswered; the line is then 0.
    """

    fee_id: str
    name: I18nText
    kind: str
    when: str
    unit: Money
    quantity: int | None
    quantity_label: I18nText
    full: Money
    amount: Money
    waiver: AppliedWaiver | None = None


@dataclass(frozen=True, slots=True)
class FeeQuote:
    lines: tuple[FeeLine, ...]
    total: Money
    is_complete: bool
    """False while a quantity is unknown: the total may still grow."""

    @property
    def waived(self) -> tuple[FeeLine, ...]:
        """Lines something was let off, each with its reason."""
        return tuple(line for line in self.lines if line.waiver)

    def total_for(self, when: str) -> Money:
        """What is due ``before``, ``after`` or at the ``counter``."""
        due = Money(0, self.total.currency)
        for line in self.lines:
            due = due + line.amount if line.when == when else due
        return due


@dataclass(frozen=True, slots=True)
class _CompiledWaiver:
    waiver: Waiver
    condition: CompiledRule | None


@dataclass(frozen=True, slots=True)
class _CompiledFee:
    rule: FeeRule
    condition: CompiledRule | None
    waivers: tuple[_CompiledWaiver, ...]
    amount: CompiledRule | None = None


@dataclass(frozen=True, slots=True)
class CompiledFees:
    """Fee rules bound to their form; immutable, cached with the version."""

    form: CompiledForm
    fees: tuple[_CompiledFee, ...]
    currency: str


def compile_fees(document: ServiceDocument, form: CompiledForm) -> CompiledFees:
    """Raises ``UnknownPlugin`` for an unknown operator; ``check_service`` tells it kindly."""

    def compiled(rule: Rule | None) -> CompiledRule | None:
        return None if rule is None else compile_condition(form, rule)

    fees = tuple(
        _CompiledFee(
            rule=fee,
            condition=compiled(fee.condition),
            waivers=tuple(_CompiledWaiver(each, compiled(each.condition)) for each in fee.waivers),
            amount=compiled(fee.calculate),
        )
        for fee in document.fees
    )
    return CompiledFees(form, fees, document.fees[0].currency if document.fees else "VND")


def quote(
    document: ServiceDocument,
    answers: Mapping[str, Any],
    on: date,
    *,
    assurance: int = 0,
    profile: Mapping[str, object] | None = None,
    channel: str = "online",
    compiled: CompiledFees | None = None,
) -> FeeQuote:
    """The fees of a dossier filed on the tenant's calendar day ``on``.

    ``assurance`` is the applicant's identity level, for waivers that ask for it. Answers the form
    hides count as absent. Pass ``compiled`` (``VersionView.compiled_fees``) where speed matters.
    """
    fees = compiled or compile_fees(document, compile_form(document.form))
    context = Context(today=on, profile={**(profile or {}), "assurance": assurance})
    evaluation = evaluate(fees.form, answers, context)
    lines = tuple(
        _line(fee, evaluation, on, channel)
        for fee in fees.fees
        if fee.condition is None or fee.condition.holds(evaluation)
    )
    total = Money(0, fees.currency)
    for line in lines:
        total += line.amount
    return FeeQuote(lines, total, all(line.quantity is not None for line in lines))


def _line(fee: _CompiledFee, evaluation: Evaluation, on: date, channel: str) -> FeeLine:
    rule = fee.rule
    if fee.amount is None:
        quantity, unit = _quantity(rule, evaluation), Money(rule.unit_for(channel), rule.currency)
    else:
        amount = _calculated(fee.amount, evaluation)
        quantity, unit = None if amount is None else 1, Money(amount or 0, rule.currency)
    full = unit * (quantity or 0)
    waiver = _best_waiver(fee, evaluation, on)
    off = full.minor * waiver.percent // 100 if waiver else 0
    if waiver and full.minor * waiver.percent % 100:
        off += 1
    return FeeLine(
        fee_id=rule.id,
        name=rule.name,
        kind=rule.kind,
        when=rule.when,
        unit=unit,
        quantity=quantity,
        quantity_label=rule.quantity_label,
        full=full,
        amount=Money(full.minor - off, rule.currency),
        waiver=_applied(waiver) if waiver and off else None,
    )


def _quantity(rule: FeeRule, evaluation: Evaluation) -> int | None:
    if rule.quantity_field is None:
        return 1
    if rule.quantity_field not in evaluation.visible:
        return 0
    answer = evaluation.values.get(rule.quantity_field)
    if type(answer) is int and 0 <= answer <= MAX_QUANTITY:
        return answer
    return None


def _calculated(amount: CompiledRule, evaluation: Evaluation) -> int | None:
    """Whole minor units, rounded half up; what is no amount of money is unknown."""
    value = amount.value(evaluation)
    if type(value) not in (int, float) or not 0 <= value <= MAX_MINOR:
        return None
    return int(value + 0.5) if type(value) is float else int(value)


def _best_waiver(fee: _CompiledFee, evaluation: Evaluation, on: date) -> Waiver | None:
    """Waivers do not add up; the one that lets off most applies."""
    fitting = [
        each.waiver
        for each in fee.waivers
        if each.waiver.covers(on) and (each.condition is None or each.condition.holds(evaluation))
    ]
    return max(fitting, key=lambda waiver: waiver.percent, default=None)


def _applied(waiver: Waiver) -> AppliedWaiver:
    return AppliedWaiver(waiver.id, waiver.percent, waiver.reason, waiver.legal_basis)
