"""What things cost on an invoice of the simulated Stripe: tiers, taxes, prorations."""

from fractions import Fraction
from typing import Any

from billing.contrib.stripe_simulator import store
from billing.contrib.stripe_simulator.wire import StripeFault

Item = dict[str, Any]
Line = dict[str, Any]


def rounded(value: Fraction) -> int:
    """Half away from zero, to the currency's smallest unit."""
    sign = -1 if value < 0 else 1
    return sign * int(abs(value) + Fraction(1, 2))


def tiers_of(price: dict[str, Any], quantity: int) -> list[tuple[int, int]]:
    """Quantity and unit amount of each graduated tier that is reached; one for a plain price."""
    if price["billing_scheme"] != "tiered":
        return [(quantity, int(price["unit_amount"]))]
    found: list[tuple[int, int]] = []
    before = 0
    for tier in price["tiers"]:
        end = quantity if tier["up_to"] is None else min(quantity, int(tier["up_to"]))
        if end > before or (not found and quantity == 0):
            found.append((end - before, int(tier["unit_amount"])))
        before = max(before, end)
    return found


def cost(price: dict[str, Any], quantity: int) -> int:
    return sum(count * unit for count, unit in tiers_of(price, quantity))


def is_metered(item: Item) -> bool:
    return bool(item["price"]["recurring"]["usage_type"] == "metered")


def usage(item: Item, customer: str, start: int, end: int) -> int:
    """The sum of meter events within the period."""
    meter = store.take("billing.meter", item["price"]["recurring"]["meter"])
    return sum(
        int(event["payload"]["value"])
        for event in store.every("billing.meter_event", customer=customer)
        if event["event_name"] == meter["event_name"] and start <= event["timestamp"] < end
    )


def lines_for(
    sub: dict[str, Any], item: Item, *, quantity: int, period: tuple[int, int]
) -> list[Line]:
    name = store.take("product", item["price"]["product"])["name"]
    return [
        line(sub, item, text=f"{count} × {name}", amount=count * unit, quantity=count,
             unit=unit, period=period)
        for count, unit in tiers_of(item["price"], quantity)
    ]  # fmt: skip


def proration(sub: dict[str, Any], item: Item, at: int, *, credit: bool) -> Line:
    """The rest of the period from ``at`` on: given back, or charged."""
    start, end = item["current_period_start"], item["current_period_end"]
    part = Fraction(max(0, end - at), max(1, end - start))
    amount = rounded(Fraction(cost(item["price"], item.get("quantity") or 0)) * part)
    name = store.take("product", item["price"]["product"])["name"]
    text = f"Unused time on {name}" if credit else f"Remaining time on {name}"
    return line(
        sub, item, text=text, amount=-amount if credit else amount,
        quantity=item.get("quantity") or 1, unit=None, period=(at, end), is_proration=True,
    )  # fmt: skip


def line(
    sub: dict[str, Any],
    item: Item,
    *,
    text: str,
    amount: int,
    quantity: int,
    unit: int | None,
    period: tuple[int, int],
    is_proration: bool = False,
) -> Line:
    parent = {"proration": is_proration, "subscription": sub.get("id"),
              "subscription_item": item.get("id"),
              **dict.fromkeys(("invoice_item", "proration_details"))}  # fmt: skip
    price = {"price": item["price"]["id"], "product": item["price"]["product"]}
    return {
        "id": store.make_id("il"),
        "object": "line_item",
        "amount": amount,
        "currency": item["price"]["currency"],
        "description": text,
        "discount_amounts": [],
        "discountable": not is_proration,
        "discounts": [],
        "invoice": None,
        "livemode": False,
        "metadata": dict(sub.get("metadata", {})),
        "parent": {"invoice_item_details": None, "type": "subscription_item_details",
                   "subscription_item_details": parent},
        "period": {"start": period[0], "end": period[1]},
        "pricing": {
            "price_details": price,
            "type": "price_details",
            "unit_amount_decimal": str(unit if unit is not None else amount),
        },
        "quantity": quantity,
        "subtotal": amount,
        "taxes": [],
    }  # fmt: skip


def tax(lines: list[Line], rates: list[dict[str, Any]], *, exempt: str) -> list[dict[str, Any]]:
    """Write the taxes on every line; their sums by rate. An exempt customer pays none."""
    totals = []
    for rate in rates:
        if rate["inclusive"]:
            raise StripeFault("The simulator knows exclusive tax rates only.")
        percent = Fraction(0) if exempt == "exempt" else Fraction(str(rate["percentage"])) / 100
        reason = "customer_exempt" if exempt == "exempt" else "not_available"
        whole = {"type": "tax_rate_details", "tax_behavior": "exclusive",
                 "taxability_reason": reason,
                 "tax_rate_details": {"tax_rate": rate["id"]}}  # fmt: skip
        for each in lines:
            amount = rounded(each["amount"] * percent)
            each["taxes"].append({**whole, "amount": amount, "taxable_amount": each["amount"]})
        totals.append(
            {
                **whole,
                "amount": sum(each["taxes"][-1]["amount"] for each in lines),
                "taxable_amount": sum(each["amount"] for each in lines),
            }
        )
    return totals
