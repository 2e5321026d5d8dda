"""What plans cost: whole đồng a month, before tax. Pure.

A price that was ever sold never changes: a new amount is a new ``VERSION``, so that running
subscriptions keep what was agreed until they are moved.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from billing.domain.plans import Meter, get_plan

VERSION: Final = "v1"
CURRENCY: Final = "VND"
DUE_DAYS: Final = 30
# What is counted and charged beyond what the plan holds, in this order on invoices.
METERED: Final = (Meter.DOSSIERS, Meter.MESSAGES)
LINE_NAMES: Final[dict[str, str | Promise]] = {
    "base": _("Gói tháng"),
    "staff": _("Tài khoản cán bộ vượt mức"),
    "dossiers": _("Hồ sơ vượt mức"),
    "messages": _("Tin nhắn, thư vượt mức"),
    "unused": _("Trừ phần chưa dùng của gói hoặc số tài khoản cũ"),
    "rest": _("Phần còn lại của kỳ theo gói hoặc số tài khoản mới"),
}


@dataclass(frozen=True, slots=True)
class PlanPrice:
    """``each``: đồng for one beyond what the plan's limit holds."""

    base: int
    each: Mapping[Meter, int]


PRICES: Final[dict[str, PlanPrice]] = {
    "commune": PlanPrice(2_500_000, {Meter.STAFF: 30_000, Meter.DOSSIERS: 500, Meter.MESSAGES: 50}),
    "province": PlanPrice(
        120_000_000, {Meter.STAFF: 20_000, Meter.DOSSIERS: 300, Meter.MESSAGES: 30}
    ),
}


@dataclass(frozen=True, slots=True)
class PriceSpec:
    """One price as a provider keeps it. ``included`` are free of charge; ``is_metered``: counted
    afterwards instead of agreed before."""

    plan: str
    part: str
    unit: int
    included: int = 0
    is_metered: bool = False

    @property
    def lookup_key(self) -> str:
        return f"motcua.{self.plan}.{self.part}.{VERSION}"


@dataclass(frozen=True, slots=True)
class Line:
    """``text`` may be a provider's own words; ``part`` is one of ``LINE_NAMES`` or empty."""

    part: str
    text: str
    quantity: int
    amount: int


@dataclass(frozen=True, slots=True)
class Sum:
    lines: tuple[Line, ...]
    subtotal: int
    tax: int

    @property
    def total(self) -> int:
        return self.subtotal + self.tax


def specs(plan: str) -> tuple[PriceSpec, ...]:
    """The prices of a plan that is sold; empty for one that is not. Raises ``PlanMissing``."""
    limits, price = get_plan(plan).limits, PRICES.get(plan)
    if price is None:
        return ()
    return (
        PriceSpec(plan, "base", price.base),
        PriceSpec(plan, "staff", price.each[Meter.STAFF], limits[Meter.STAFF]),
        *(
            PriceSpec(plan, meter.value, price.each[meter], limits[meter], is_metered=True)
            for meter in METERED
        ),
    )


def plan_of_lookup(key: str) -> tuple[str, str]:
    """Plan and part of a lookup key; empty for a price that is not ours."""
    parts = key.split(".")
    if len(parts) == 4 and parts[0] == "motcua":
        return parts[1], parts[2]
    return "", ""


def month_of(plan: str, *, seats: int, used: Mapping[Meter, int], tax_percent: int) -> Sum:
    """A month in advance, with what was used beyond the plan in the month before."""
    counted = {"base": 1, "staff": seats} | {each.value: used.get(each, 0) for each in METERED}
    lines = []
    for spec in specs(plan):
        beyond = max(0, counted[spec.part] - spec.included)
        if spec.part == "base" or beyond:
            name = str(LINE_NAMES[spec.part])
            lines.append(Line(spec.part, name, beyond, beyond * spec.unit))
    subtotal = sum(line.amount for line in lines)
    return Sum(tuple(lines), subtotal, tax_of(subtotal, tax_percent))


def tax_of(amount: int, percent: int) -> int:
    """Rounded half up to whole đồng, as Stripe rounds; amounts may be credits."""
    sign = -1 if amount < 0 else 1
    return sign * ((abs(amount) * percent * 2 + 100) // 200)
