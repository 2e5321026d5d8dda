"""Products, prices, meters, tax rates and customers of the simulated Stripe."""

import time
from typing import Any

from billing.contrib.stripe_simulator import store
from billing.contrib.stripe_simulator.wire import (
    StripeFault,
    is_true,
    listing,
    needed,
    whole,
)

Params = dict[str, Any]


def make_product(params: Params) -> dict[str, Any]:
    if not params.get("name"):
        raise needed("name")
    wanted = params.get("id") or store.make_id("prod")
    if any(each["id"] == wanted for each in store.every("product")):
        raise StripeFault(f"Product already exists: {wanted}", code="resource_already_exists")
    now = int(time.time())
    return store.put(
        "product",
        {
            "id": wanted,
            "object": "product",
            "active": True,
            "created": now,
            "default_price": None,
            "description": params.get("description"),
            "images": [],
            "livemode": False,
            "marketing_features": [],
            "metadata": params.get("metadata", {}),
            "name": params["name"],
            "tax_code": None,
            "type": "service",
            "unit_label": params.get("unit_label"),
            "updated": now,
            "url": None,
        },
    )


def make_price(params: Params) -> dict[str, Any]:
    is_tiered = params.get("billing_scheme") == "tiered"
    unit = None if is_tiered else whole(params, "unit_amount", -1)
    recurring = params.get("recurring") or {}
    _check_price(params, unit)
    lookup = params.get("lookup_key")
    return store.put(
        "price",
        {
            "id": store.make_id("price"),
            "object": "price",
            "active": True,
            "billing_scheme": "tiered" if is_tiered else "per_unit",
            "created": int(time.time()),
            "currency": params["currency"].lower(),
            "custom_unit_amount": None,
            "livemode": False,
            "lookup_key": lookup,
            "metadata": params.get("metadata", {}),
            "nickname": params.get("nickname"),
            "product": params["product"],
            "recurring": {
                "interval": recurring.get("interval", "month"),
                "interval_count": 1,
                "meter": recurring.get("meter"),
                "trial_period_days": None,
                "usage_type": recurring.get("usage_type", "licensed"),
            },
            "tax_behavior": params.get("tax_behavior", "unspecified"),
            "tiers": _tiers(params) if is_tiered else None,
            "tiers_mode": params.get("tiers_mode") if is_tiered else None,
            "transform_quantity": None,
            "type": "recurring",
            "unit_amount": unit,
            "unit_amount_decimal": None if unit is None else str(unit),
        },
    )


def _check_price(params: Params, unit: int | None) -> None:
    for name in ("currency", "product"):
        if not params.get(name):
            raise needed(name)
    if unit == -1:
        raise needed("unit_amount")
    store.take("product", params["product"])
    lookup = params.get("lookup_key")
    if lookup and any(each["lookup_key"] == lookup for each in store.every("price")):
        raise StripeFault(f"A price (`{lookup}`) already uses that lookup key.", param="lookup_key")
    if meter := (params.get("recurring") or {}).get("meter"):
        store.take("billing.meter", meter)


def _tiers(params: Params) -> list[dict[str, Any]]:
    if params.get("tiers_mode") != "graduated":
        raise StripeFault("The simulator knows graduated tiers only.", param="tiers_mode")
    return [
        {
            "flat_amount": None,
            "flat_amount_decimal": None,
            "unit_amount": whole(tier, "unit_amount"),
            "unit_amount_decimal": str(whole(tier, "unit_amount")),
            "up_to": None if tier["up_to"] == "inf" else whole(tier, "up_to"),
        }
        for tier in params.get("tiers", [])
    ]


def shown_price(price: dict[str, Any]) -> dict[str, Any]:
    """Tiers are shown only to who asks for them to be expanded."""
    return {key: value for key, value in price.items() if key != "tiers"}


def list_prices(params: Params) -> dict[str, Any]:
    wanted = params.get("lookup_keys") or []
    if len(wanted) > 10:
        raise StripeFault("You may only specify up to 10 lookup keys.", param="lookup_keys")
    expand = "data.tiers" in (params.get("expand") or [])
    found = [each for each in store.every("price") if not wanted or each["lookup_key"] in wanted]
    shown = found if expand else [shown_price(each) for each in found]
    return listing(shown, url="/v1/prices", params=params)


def make_meter(params: Params) -> dict[str, Any]:
    if not params.get("event_name"):
        raise needed("event_name")
    taken = [each["event_name"] for each in store.every("billing.meter")]
    if params["event_name"] in taken:
        raise StripeFault("A meter with this event name already exists.", param="event_name")
    now = int(time.time())
    return store.put(
        "billing.meter",
        {
            "id": store.make_id("mtr"),
            "object": "billing.meter",
            "created": now,
            "customer_mapping": params.get("customer_mapping"),
            "default_aggregation": params.get("default_aggregation"),
            "display_name": params.get("display_name", ""),
            "event_name": params["event_name"],
            "event_time_window": None,
            "livemode": False,
            "status": "active",
            "status_transitions": {"deactivated_at": None},
            "updated": now,
            "value_settings": params.get("value_settings"),
        },
    )


def take_meter_event(params: Params) -> dict[str, Any]:
    """An identifier is taken once."""
    payload = params.get("payload") or {}
    if not any(
        each["event_name"] == params.get("event_name") for each in store.every("billing.meter")
    ):
        raise StripeFault(
            "No active meter found for event name.", code="no_meter", param="event_name"
        )
    customer = str(payload.get("stripe_customer_id", ""))
    store.take("customer", customer)
    value = whole(payload, "value", -1)
    if value < 0:
        raise StripeFault("The value must be a non-negative number.", param="payload[value]")
    identifier = params.get("identifier") or store.make_id("ident")
    if any(
        each["identifier"] == identifier
        for each in store.every("billing.meter_event", customer=customer)
    ):
        raise StripeFault(
            f"An event already exists with identifier {identifier}.",
            code="duplicate_meter_event",
            param="identifier",
        )
    now = store.now_for(customer)
    event = {
        "object": "billing.meter_event",
        "created": now,
        "event_name": params["event_name"],
        "identifier": identifier,
        "livemode": False,
        "payload": {"stripe_customer_id": customer, "value": str(value)},
        "timestamp": whole(params, "timestamp", now),
    }
    store.put("billing.meter_event", {"id": store.make_id("mevt"), **event}, customer=customer)
    return event


def make_tax_rate(params: Params) -> dict[str, Any]:
    for name in ("display_name", "percentage", "inclusive"):
        if params.get(name) in (None, ""):
            raise needed(name)
    return store.put(
        "tax_rate",
        {
            "id": store.make_id("txr"),
            "object": "tax_rate",
            "active": True,
            "country": params.get("country"),
            "created": int(time.time()),
            "description": params.get("description"),
            "display_name": params["display_name"],
            "effective_percentage": None,
            "flat_amount": None,
            "inclusive": is_true(params["inclusive"]),
            "jurisdiction": params.get("jurisdiction"),
            "jurisdiction_level": None,
            "livemode": False,
            "metadata": params.get("metadata", {}),
            "percentage": float(params["percentage"]),
            "rate_type": "percentage",
            "state": None,
            "tax_type": params.get("tax_type"),
        },
    )


def save_customer(params: Params, wanted: str = "") -> dict[str, Any]:
    """Make one, or change what is named."""
    customer = store.take("customer", wanted, lock=True) if wanted else _new_customer(params)
    for name in ("name", "email", "phone", "tax_exempt", "description"):
        if name in params:
            customer[name] = params[name]
    if "address" in params:
        address: dict[str, str | None] = dict.fromkeys(
            ("city", "country", "line1", "line2", "postal_code", "state")
        )
        customer["address"] = address | params["address"]
    customer["metadata"] |= params.get("metadata") or {}
    settings = params.get("invoice_settings") or {}
    customer["invoice_settings"] |= settings
    for each in params.get("tax_id_data") or []:
        add_tax_id(each, customer["id"])
    store.put("customer", customer, customer=customer["id"])
    store.tell("customer.updated" if wanted else "customer.created", customer)
    return customer


def _new_customer(params: Params) -> dict[str, Any]:
    made = store.make_id("cus")
    clock = params.get("test_clock")
    if clock:
        store.take("test_helpers.test_clock", clock)
    return {
        "id": made,
        "object": "customer",
        "address": None,
        "balance": 0,
        "created": int(time.time()),
        "currency": "vnd",
        "default_source": None,
        "delinquent": False,
        "description": None,
        "discount": None,
        "email": None,
        "invoice_prefix": made[-8:].upper(),
        "invoice_settings": {
            "custom_fields": None,
            "default_payment_method": None,
            "footer": None,
            "rendering_options": None,
        },
        "livemode": False,
        "metadata": {},
        "name": None,
        "next_invoice_sequence": 1,
        "phone": None,
        "preferred_locales": [],
        "shipping": None,
        "tax_exempt": "none",
        "test_clock": clock,
    }


def add_tax_id(params: Params, customer: str) -> dict[str, Any]:
    value, kind = str(params.get("value", "")), str(params.get("type", ""))
    digits = value.replace("-", "")
    if kind != "vn_tin" or not digits.isdigit() or len(digits) not in (10, 12, 13):
        raise StripeFault(f"Invalid value for {kind}.", code="tax_id_invalid", param="value")
    return store.put(
        "tax_id",
        {
            "id": store.make_id("txi"),
            "object": "tax_id",
            "country": "VN",
            "created": int(time.time()),
            "customer": customer,
            "livemode": False,
            "owner": {"type": "customer", "customer": customer},
            "type": kind,
            "value": value,
            "verification": {"status": "unavailable"},
        },
        customer=customer,
    )


def list_tax_ids(params: Params, customer: str) -> dict[str, Any]:
    url = f"/v1/customers/{customer}/tax_ids"
    return listing(store.every("tax_id", customer=customer), url=url, params=params)


def drop_tax_id(_params: Params, customer: str, wanted: str) -> dict[str, Any]:
    store.take("tax_id", wanted)
    store.drop("tax_id", wanted)
    return {"id": wanted, "object": "tax_id", "deleted": True}
