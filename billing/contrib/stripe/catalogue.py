"""Our price list at Stripe: made where it is missing, found by lookup key, never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.conf import settings

from billing.contrib.stripe import keys
from billing.contrib.stripe.client import plain
from billing.domain.plans import METER_NAMES, Meter, get_plan
from billing.domain.prices import CURRENCY, LINE_NAMES, METERED, PRICES, PriceSpec, specs
from billing.errors import NoSuchRemote

if TYPE_CHECKING:
    import stripe

PAGE: Final = 100
_KEYS_A_CALL: Final = 10


def event_name(meter: Meter) -> str:
    return f"motcua_{meter.value}"


# Ids of our prices to their lookup keys, by the account's key. Prices never change their id.
_known: dict[str, dict[str, str]] = {}


def lookups(client: stripe.StripeClient) -> dict[str, str]:
    """Ids of our prices to their lookup keys. Asked until all of the price list is there."""
    account = keys.api_key()
    if account in _known:
        return _known[account]
    wanted = [spec.lookup_key for plan in PRICES for spec in specs(plan)]
    found: dict[str, str] = {}
    for at in range(0, len(wanted), _KEYS_A_CALL):
        asked: Any = {"lookup_keys": wanted[at : at + _KEYS_A_CALL], "limit": PAGE}
        prices = client.v1.prices.list(asked).data
        found |= {price.id: price.lookup_key or "" for price in prices}
    if len(found) == len(wanted):
        _known[account] = found
    return found


def forget() -> None:
    """For tests, whose simulator begins anew each time."""
    _known.clear()


def price_ids(client: stripe.StripeClient, plan: str) -> dict[str, str]:
    """Part to the price's id. A price list that nobody brought there yet is brought there: the
    first buyer of a new installation need not wait for the night. Raises ``NoSuchRemote`` when
    it is not complete even then."""
    wanted = {spec.part: spec.lookup_key for spec in specs(plan)}
    for is_new in (False, True):
        if is_new:
            ensure(client)
        known = {lookup: made for made, lookup in lookups(client).items()}
        if known.keys() >= set(wanted.values()):
            return {part: known[lookup] for part, lookup in wanted.items()}
    raise NoSuchRemote(plan)


def tax_rates(client: stripe.StripeClient) -> list[str]:
    """The one rate that is in force, or none at all; made where it is not there yet."""
    if not settings.MOTCUA_BILLING_TAX_PERCENT:
        return []
    _ensure_tax_rate(client)
    return _tax_rates(client)


def _tax_rates(client: stripe.StripeClient) -> list[str]:
    percent = settings.MOTCUA_BILLING_TAX_PERCENT
    for rate in client.v1.tax_rates.list({"active": True, "limit": PAGE}).auto_paging_iter():
        if (plain(rate).get("metadata") or {}).get("motcua") == f"vat-{percent}":
            return [rate.id]
    return []


def ensure(client: stripe.StripeClient) -> int:
    """Bring the whole price list there; how many objects were missing. Idempotent."""
    made = _ensure_tax_rate(client)
    meters = _ensure_meters(client)
    products = {product.id for product in client.v1.products.list({"limit": PAGE}).data}
    known = set(lookups(client).values())
    for plan in PRICES:
        for spec in specs(plan):
            product = f"motcua-{plan}-{spec.part}"
            if product not in products:
                _make_product(client, spec, product)
                made += 1
            if spec.lookup_key not in known:
                client.v1.prices.create(
                    _price(spec, product, meters),
                    {"idempotency_key": f"motcua-price-{spec.lookup_key}"},
                )
                made += 1
    return made


def _ensure_tax_rate(client: stripe.StripeClient) -> int:
    percent = settings.MOTCUA_BILLING_TAX_PERCENT
    if percent and not _tax_rates(client):
        client.v1.tax_rates.create(
            {
                "display_name": "VAT",
                "percentage": percent,
                "inclusive": False,
                "country": "VN",
                "metadata": {"motcua": f"vat-{percent}"},
            },
            {"idempotency_key": f"motcua-vat-{percent}"},
        )
        return 1
    return 0


def _ensure_meters(client: stripe.StripeClient) -> dict[str, str]:
    found = {
        meter.event_name: meter.id
        for meter in client.v1.billing.meters.list({"limit": PAGE}).auto_paging_iter()
    }
    for meter in METERED:
        name = event_name(meter)
        if name not in found:
            found[name] = client.v1.billing.meters.create(
                {
                    "display_name": str(METER_NAMES[meter]),
                    "event_name": name,
                    "default_aggregation": {"formula": "sum"},
                    "customer_mapping": {
                        "type": "by_id",
                        "event_payload_key": "stripe_customer_id",
                    },
                    "value_settings": {"event_payload_key": "value"},
                },
                {"idempotency_key": f"motcua-meter-{name}"},
            ).id
    return found


def _make_product(client: stripe.StripeClient, spec: PriceSpec, product: str) -> None:
    name = f"{get_plan(spec.plan).name}: {LINE_NAMES[spec.part]}"
    client.v1.products.create(
        {"id": product, "name": name, "metadata": {"motcua": spec.plan}},
        {"idempotency_key": f"motcua-product-{product}"},
    )


def _price(spec: PriceSpec, product: str, meters: dict[str, str]) -> Any:
    recurring: dict[str, Any] = {"interval": "month"}
    if spec.is_metered:
        meter = meters[event_name(Meter(spec.part))]
        recurring |= {"usage_type": "metered", "meter": meter}
    price: dict[str, Any] = {
        "currency": CURRENCY.lower(),
        "product": product,
        "lookup_key": spec.lookup_key,
        "recurring": recurring,
        "tax_behavior": "exclusive",
        "metadata": {"motcua": spec.plan},
    }
    if not spec.included:
        return price | {"unit_amount": spec.unit}
    return price | {
        "billing_scheme": "tiered",
        "tiers_mode": "graduated",
        "tiers": [
            {"up_to": spec.included, "unit_amount": 0},
            {"up_to": "inf", "unit_amount": spec.unit},
        ],
    }
