"""What a month costs, to the đồng."""

from billing.api import METER_NAMES, PLANS, PRICES, Meter
from billing.contrib.stripe_simulator.pricing import cost
from billing.domain.plans import HARD
from billing.domain.prices import METERED, month_of, plan_of_lookup, specs, tax_of
from billing.operations.profile import is_tax_code
from tests.cases import try_each


def test_a_month_is_the_plan_and_what_goes_beyond_it():
    plain = month_of("commune", seats=60, used={}, tax_percent=0)
    assert [(line.part, line.amount) for line in plain.lines] == [("base", 2_500_000)]
    full = month_of(
        "commune", seats=61, used={Meter.DOSSIERS: 3_007, Meter.MESSAGES: 15_000}, tax_percent=8
    )
    assert [(line.part, line.quantity, line.amount) for line in full.lines] == [
        ("base", 1, 2_500_000), ("staff", 1, 30_000), ("dossiers", 7, 3_500),
    ]  # fmt: skip
    assert (full.subtotal, full.tax, full.total) == (2_533_500, 202_680, 2_736_180)


def test_tax_is_rounded_half_up_and_credits_mirror_charges():
    table = ((0, 8, 0), (6, 8, 0), (7, 8, 1), (25, 10, 3), (-25, 10, -3), (1_000, 0, 0))
    try_each(table, lambda row: _equal(tax_of(row[0], row[1]), row[2]), name=str)


def test_every_plan_that_is_sold_has_every_price_and_its_limits():
    for plan, price in PRICES.items():
        assert PLANS[plan].is_offered
        assert set(price.each) == {Meter.STAFF, *METERED}
        keys = [spec.lookup_key for spec in specs(plan)]
        assert len(set(keys)) == 4
        assert {plan_of_lookup(key) for key in keys} == {
            (plan, part) for part in ("base", "staff", "dossiers", "messages")
        }
    assert specs("trial") == ()
    assert plan_of_lookup("somebody.else") == ("", "")
    # A citizen's dossier is behind every meter that is charged by use: none may refuse.
    assert not HARD & set(METERED)
    assert set(METER_NAMES) == set(Meter)


def test_the_simulator_reckons_a_month_as_we_do():
    """Two implementations: tiers as Stripe has them, and ours."""
    for plan in PRICES:
        for seats, dossiers, messages in ((1, 0, 0), (60, 3_001, 14_999), (9_999, 300_000, 2**21)):
            used = {Meter.DOSSIERS: dossiers, Meter.MESSAGES: messages}
            counted = {"base": 1, "staff": seats, "dossiers": dossiers, "messages": messages}
            theirs = sum(cost(_tiered(spec), counted[spec.part]) for spec in specs(plan))
            assert month_of(plan, seats=seats, used=used, tax_percent=0).total == theirs


def _tiered(spec):
    if not spec.included:
        return {"billing_scheme": "per_unit", "unit_amount": spec.unit}
    return {
        "billing_scheme": "tiered",
        "tiers": [
            {"up_to": spec.included, "unit_amount": 0},
            {"up_to": None, "unit_amount": spec.unit},
        ],
    }


def test_tax_codes_have_a_check_digit():
    table = {
        "0100233488": True, "0314409058-002": True, "001190000123": True, "0100233489": False,
        "010023348": False, "0100233488-02": False, "01002334880": False, "٠١٠٠٢٣٣٤٨٨": False,
        "": False, "0100233488 ": False,
    }  # fmt: skip
    try_each(table.items(), lambda row: _equal(is_tax_code(row[0]), row[1]), name=str)


def _equal(found, wanted):
    assert found == wanted
