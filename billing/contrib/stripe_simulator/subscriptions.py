"""Subscriptions of the simulated Stripe: begun, changed with proration, renewed, ended."""

from typing import Any

from billing.contrib.stripe_simulator import invoices, pricing, store
from billing.contrib.stripe_simulator.wire import (
    StripeFault,
    is_true,
    listing,
    missing,
    needed,
    whole,
    whole_list,
)

Params = dict[str, Any]
Sub = dict[str, Any]
_ENDED = ("canceled", "incomplete_expired")
_NEVER = 2**40


def begin(params: Params) -> Sub:
    """With its first invoice, unless a trial comes before."""
    if not params.get("items"):
        raise needed("items")
    customer = store.take("customer", params.get("customer", ""))
    now = store.now_for(customer["id"])
    trial = whole(params, "trial_end") or None
    if whole(params, "trial_period_days"):
        trial = now + 86_400 * whole(params, "trial_period_days")
    if trial is not None and trial <= now:
        raise StripeFault("trial_end must be in the future.", param="trial_end")
    sub = _blank(params, customer["id"], now, trial)
    end = trial or store.month_after(now)
    for given in params["items"]:
        sub["items"]["data"].append(_item(sub, given, now, end))
    _save(sub)
    store.tell("customer.subscription.created", sub)
    lines = [] if trial else _in_advance(sub)
    _bill(sub, lines, reason="subscription_create")
    _save(sub)
    store.tell("customer.subscription.updated", sub)
    return sub


def _blank(params: Params, customer: str, now: int, trial: int | None) -> Sub:
    made = store.make_id("sub")
    return {
        "id": made,
        "object": "subscription",
        "application": None,
        "automatic_tax": {"enabled": False, "liability": None, "disabled_reason": None},
        "billing_cycle_anchor": trial or now,
        "billing_mode": {"type": "flexible"},
        "billing_schedules": [],
        "cancel_at": None,
        "cancel_at_period_end": False,
        "canceled_at": None,
        "cancellation_details": {"comment": None, "feedback": None, "reason": None},
        "collection_method": params.get("collection_method", "charge_automatically"),
        "created": now,
        "currency": "vnd",
        "customer": customer,
        "days_until_due": whole(params, "days_until_due") or None,
        "default_payment_method": None,
        "default_tax_rates": [
            store.take("tax_rate", each) for each in params.get("default_tax_rates") or []
        ],
        "description": params.get("description"),
        "discounts": [],
        "ended_at": None,
        "items": whole_list([], url=f"/v1/subscription_items?subscription={made}"),
        "latest_invoice": None,
        "livemode": False,
        "metadata": params.get("metadata") or {},
        "pending_update": None,
        "start_date": now,
        "status": "trialing" if trial else "active",
        "test_clock": store.take("customer", customer)["test_clock"],
        "trial_end": trial,
        "trial_start": now if trial else None,
        "_pending": [],
    }


def _item(sub: Sub, given: Params, start: int, end: int) -> dict[str, Any]:
    price = store.take("price", given.get("price", ""))
    if not price["active"]:
        raise StripeFault("This price is inactive.", code="price_inactive", param="price")
    item = {
        "id": store.make_id("si"),
        "object": "subscription_item",
        "created": start,
        "current_period_end": end,
        "current_period_start": start,
        "discounts": [],
        "metadata": {},
        "price": price,
        "subscription": sub["id"],
        "tax_rates": [],
    }
    if not pricing.is_metered(item):
        item["quantity"] = whole(given, "quantity", 1)
    elif given.get("quantity"):
        raise StripeFault("You cannot set a quantity on a metered price.", param="quantity")
    return item


def change(params: Params, wanted: str) -> Sub:
    sub = store.take("subscription", wanted, lock=True)
    if sub["status"] in _ENDED:
        raise missing("subscription", wanted)
    if "cancel_at_period_end" in params:
        ends = is_true(params["cancel_at_period_end"])
        sub["cancel_at_period_end"] = ends
        sub["cancel_at"] = _period_end(sub) if ends else None
        sub["canceled_at"] = store.now_for(sub["customer"]) if ends else None
    sub["metadata"] |= params.get("metadata") or {}
    if "default_tax_rates" in params:
        rates = params["default_tax_rates"] or []
        sub["default_tax_rates"] = [store.take("tax_rate", each) for each in rates]
    if params.get("items"):
        lines = rebuild(sub, params)
        if params.get("proration_behavior", "create_prorations") == "always_invoice":
            _bill(sub, sub["_pending"] + lines, reason="subscription_update")
            sub["_pending"] = []
        else:
            sub["_pending"] += lines
    _save(sub)
    store.tell("customer.subscription.updated", sub)
    return sub


def rebuild(sub: Sub, params: Params) -> list[dict[str, Any]]:
    """Put other prices and quantities on it; the lines of what that gives back and costs."""
    now = whole(params, "proration_date") or store.now_for(sub["customer"])
    prorates = params.get("proration_behavior", "create_prorations") != "none"
    prorates = prorates and sub["status"] != "trialing"
    lines: list[dict[str, Any]] = []
    for given in params["items"]:
        old = next((each for each in sub["items"]["data"] if each["id"] == given.get("id")), None)
        if given.get("id") and old is None:
            raise missing("subscription_item", given["id"])
        start, end = _period(sub)
        if old is not None:
            sub["items"]["data"].remove(old)
            if prorates and not pricing.is_metered(old):
                lines.append(pricing.proration(sub, old, now, credit=True))
        if is_true(given.get("deleted")):
            continue
        quantity = given.get("quantity", old.get("quantity") if old else None)
        price = given.get("price") or (old or {})["price"]["id"]
        fresh = {"price": price} | ({"quantity": quantity} if quantity is not None else {})
        new = _item(sub, fresh, start, end) | ({"id": old["id"]} if old else {})
        sub["items"]["data"].append(new)
        if prorates and not pricing.is_metered(new):
            lines.append(pricing.proration(sub, new, now, credit=False))
    return lines


def preview(params: Params) -> dict[str, Any]:
    """What the next invoice would say. Nothing is stored."""
    details, wanted = params.get("subscription_details") or {}, params.get("subscription")
    if wanted:
        sub = store.take("subscription", wanted)
        lines = rebuild(sub, details) if details.get("items") else []
        if details.get("proration_behavior") != "always_invoice":
            lines = sub["_pending"] + lines + _in_advance(sub)
    else:
        customer = store.take("customer", params.get("customer", ""))
        now, trial = store.now_for(customer["id"]), whole(details, "trial_end") or None
        sub = _blank(details, customer["id"], now, trial)
        end = trial or store.month_after(now)
        sub["items"]["data"] = [_item(sub, each, now, end) for each in details.get("items", [])]
        lines = [] if trial else _in_advance(sub)
    draft = invoices.draw_up(sub, lines, reason="upcoming", at=store.now_for(sub["customer"]))
    return draft | {"id": store.make_id("upcoming_in"), "status": "draft"}


def end_now(_params: Params, wanted: str) -> Sub:
    sub = store.take("subscription", wanted, lock=True)
    if sub["status"] in _ENDED:
        raise missing("subscription", wanted)
    return _end(sub, store.now_for(sub["customer"]))


def list_subscriptions(params: Params) -> dict[str, Any]:
    """Without a status asked for, those that are ended are left out."""
    status = params.get("status")
    found = [
        each
        for each in store.every("subscription", customer=params.get("customer", ""))
        if status in ("all", each["status"]) or (not status and each["status"] not in _ENDED)
    ]
    return listing([shown(each) for each in found], url="/v1/subscriptions", params=params)


def next_due(sub: Sub, now: int) -> int:
    """When something happens to it next by itself; far away when never."""
    if sub["status"] in _ENDED:
        return _NEVER
    moments = [_period_end(sub)]
    for invoice in store.every("invoice", customer=sub["customer"]):
        if invoice["status"] == "open":
            moments += [invoice["next_payment_attempt"], invoice["due_date"]]
    return min((each for each in moments if each and each > now), default=_NEVER)


def tick(sub: Sub, now: int) -> None:
    """What happened to it until ``now``: a new period, another try, a due date that passed."""
    if sub["status"] in _ENDED:
        return
    if _period_end(sub) <= now:
        _renew(sub, _period_end(sub))
    for invoice in store.every("invoice", customer=sub["customer"]):
        if invoice["parent"]["subscription_details"]["subscription"] != sub["id"]:
            continue
        if invoice["status"] != "open":
            continue
        if (invoice["next_payment_attempt"] or now + 1) <= now:
            invoices.collect(invoice)
        if (invoice["due_date"] or now + 1) <= now and not invoice["metadata"].get("overdue"):
            invoice["metadata"]["overdue"] = "1"
            invoices.save(invoice)
            store.tell("invoice.overdue", invoice)
    after_payment(sub["id"])


def _renew(sub: Sub, at: int) -> None:
    """What was counted in the period that is over, and the next one in advance."""
    start = _period(sub)[0]
    counted = [
        each
        for item in sub["items"]["data"]
        if pricing.is_metered(item)
        for each in pricing.lines_for(
            sub, item, quantity=pricing.usage(item, sub["customer"], start, at), period=(start, at)
        )
    ]
    lines, sub["_pending"] = sub["_pending"] + counted, []
    if sub["cancel_at_period_end"]:
        _bill(sub, lines, reason="subscription_cycle")
        _end(sub, at)
        return
    for item in sub["items"]["data"]:
        item["current_period_start"], item["current_period_end"] = at, store.month_after(at)
    if sub["status"] == "trialing":
        sub["status"] = "active"
    _bill(sub, lines + _in_advance(sub), reason="subscription_cycle")
    _save(sub)
    store.tell("customer.subscription.updated", sub)


def after_payment(wanted: str) -> None:
    """Its status follows its invoices."""
    sub = store.take("subscription", wanted, lock=True)
    if sub["status"] in (*_ENDED, "trialing"):
        return
    mine = [
        each
        for each in store.every("invoice", customer=sub["customer"])
        if each["parent"]["subscription_details"]["subscription"] == sub["id"]
    ]
    unpaid = [each for each in mine if each["status"] == "open"]
    status = "active"
    for invoice in unpaid:
        first = invoice["billing_reason"] == "subscription_create"
        if invoice["attempt_count"] >= invoices.MAX_ATTEMPTS:
            status = "unpaid"
        elif invoice["attempted"]:
            status = "incomplete" if first else "past_due"
        elif invoice["metadata"].get("overdue"):
            status = "past_due"
    if status != sub["status"]:
        sub["status"] = status
        _save(sub)
        store.tell("customer.subscription.updated", sub)


def _bill(sub: Sub, lines: list[dict[str, Any]], *, reason: str) -> None:
    at = store.now_for(sub["customer"])
    invoice = invoices.issue(invoices.draw_up(sub, lines, reason=reason, at=at))
    sub["latest_invoice"] = invoice["id"]
    if not invoices.collect(invoice) and invoice["collection_method"] == "charge_automatically":
        sub["status"] = "incomplete" if reason == "subscription_create" else "past_due"


def _in_advance(sub: Sub) -> list[dict[str, Any]]:
    return [
        line
        for item in sub["items"]["data"]
        if not pricing.is_metered(item)
        for line in pricing.lines_for(
            sub,
            item,
            quantity=item["quantity"],
            period=(item["current_period_start"], item["current_period_end"]),
        )
    ]


def _end(sub: Sub, at: int) -> Sub:
    sub |= {"status": "canceled", "ended_at": at, "canceled_at": sub["canceled_at"] or at}
    _save(sub)
    store.tell("customer.subscription.deleted", shown(sub))
    return sub


def _period(sub: Sub) -> tuple[int, int]:
    item = sub["items"]["data"][0]
    return item["current_period_start"], item["current_period_end"]


def _period_end(sub: Sub) -> int:
    return _period(sub)[1]


def shown(sub: Sub) -> Sub:
    """What nobody outside sees is left out."""
    return {name: value for name, value in sub.items() if not name.startswith("_")}


def _save(sub: Sub) -> Sub:
    return store.put("subscription", sub, customer=sub["customer"])
