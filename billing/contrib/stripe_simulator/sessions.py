"""Checkout sessions, the customer's portal and test clocks of the simulated Stripe."""

import time
from typing import Any, Final

from billing.contrib.stripe_simulator import store, subscriptions
from billing.contrib.stripe_simulator.wire import StripeFault, listing, needed, whole
from tenants.api import platform_url

Params = dict[str, Any]
Session = dict[str, Any]

CHECKOUT_SECONDS: Final = 24 * 3600
# A trial that Checkout is told of must end at least two days later.
TRIAL_SECONDS: Final = 48 * 3600
# Declined at once; "0341" can be kept and fails when it is charged later.
REFUSED_AT_ONCE: Final = "0002"


def begin_checkout(params: Params) -> Session:
    for name in ("mode", "success_url", "line_items", "customer"):
        if not params.get(name):
            raise needed(name)
    customer = store.take("customer", params["customer"])
    data = params.get("subscription_data") or {}
    now, trial = store.now_for(customer["id"]), whole(data, "trial_end")
    if trial and trial < now + TRIAL_SECONDS:
        raise StripeFault(
            "The `trial_end` date has to be at least 2 days in the future.",
            param="subscription_data[trial_end]",
        )
    made = store.make_id("cs_test")
    asked = {"customer": customer["id"], "items": params["line_items"], **data}
    total = subscriptions.preview({"customer": customer["id"], "subscription_details": asked})
    return _save(
        {
            "id": made,
            "object": "checkout.session",
            "amount_subtotal": total["subtotal"],
            "amount_total": total["total"],
            "automatic_tax": {"enabled": False, "liability": None, "status": None},
            "created": now,
            "currency": total["currency"],
            "customer": customer["id"],
            "expires_at": whole(params, "expires_at", now + CHECKOUT_SECONDS),
            "livemode": False,
            "metadata": params.get("metadata") or {},
            "mode": params["mode"],
            "payment_method_types": ["card"],
            "payment_status": "unpaid",
            "status": "open",
            "success_url": params["success_url"],
            "url": platform_url(f"/simulator/stripe/thanh-toan/{made}/"),
            **{name: params.get(name) for name in ("cancel_url", "client_reference_id")},
            **dict.fromkeys(("invoice", "subscription")),
            "_asked": asked,
        }
    )


def take_checkout(_params: Params, wanted: str) -> Session:
    session = store.take("checkout.session", wanted)
    if session["status"] == "open" and session["expires_at"] <= store.now_for(session["customer"]):
        session = _expired(session)
    return session


def expire_checkout(_params: Params, wanted: str) -> Session:
    session = store.take("checkout.session", wanted, lock=True)
    if session["status"] != "open":
        raise StripeFault(
            'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout '
            f"Session has a status of {session['status']}."
        )
    return _expired(session)


def _expired(session: Session) -> Session:
    session |= {"status": "expired", "url": None}
    _save(session)
    store.tell("checkout.session.expired", shown(session))
    return session


def finish_checkout(wanted: str, last4: str) -> Session:
    """A person paid on the hosted page. Raises ``StripeFault`` for a declined card."""
    session = store.take("checkout.session", wanted, lock=True)
    if session["status"] != "open":
        raise StripeFault("This Checkout Session is no longer active.")
    if last4 == REFUSED_AT_ONCE or (last4 == "0341" and session["amount_total"]):
        raise StripeFault(
            "Your card was declined.", status=402, kind="card_error", code="card_declined"
        )
    attach_card(session["customer"], last4)
    sub = subscriptions.begin(session["_asked"])
    session |= {
        "status": "complete",
        "subscription": sub["id"],
        "invoice": sub["latest_invoice"],
        "payment_status": "paid" if session["amount_total"] else "no_payment_required",
        "url": None,
    }
    _save(session)
    store.tell("checkout.session.completed", shown(session))
    return session


def attach_card(customer: str, last4: str) -> dict[str, Any]:
    """The card all later invoices are charged to."""
    card = store.put(
        "payment_method",
        {
            "id": store.make_id("pm"),
            "object": "payment_method",
            "billing_details": {"address": None, "email": None, "name": None, "phone": None},
            "card": {"brand": "visa", "country": "VN", "exp_month": 12, "exp_year": 2034,
                     "funding": "credit", "last4": last4},
            "created": int(time.time()),
            "customer": customer,
            "livemode": False,
            "metadata": {},
            "type": "card",
        },
        customer=customer,
    )  # fmt: skip
    owner = store.take("customer", customer, lock=True)
    owner["invoice_settings"]["default_payment_method"] = card["id"]
    store.put("customer", owner, customer=customer)
    return card


def begin_portal(params: Params) -> dict[str, Any]:
    customer = store.take("customer", params.get("customer", ""))
    made = store.make_id("bps")
    return store.put(
        "billing_portal.session",
        {
            "id": made,
            "object": "billing_portal.session",
            "configuration": "bpc_simulator",
            "created": int(time.time()),
            "customer": customer["id"],
            "flow": None,
            "livemode": False,
            "locale": params.get("locale"),
            "on_behalf_of": None,
            "return_url": params.get("return_url"),
            "url": platform_url(f"/simulator/stripe/khach/{made}/"),
        },
        customer=customer["id"],
    )


def make_clock(params: Params) -> dict[str, Any]:
    if not params.get("frozen_time"):
        raise needed("frozen_time")
    frozen = whole(params, "frozen_time")
    return store.put(
        "test_helpers.test_clock",
        {
            "id": store.make_id("clock"),
            "object": "test_helpers.test_clock",
            "created": int(time.time()),
            "deletes_after": frozen + 30 * 86_400,
            "frozen_time": frozen,
            "livemode": False,
            "name": params.get("name"),
            "status": "ready",
            "status_details": {},
        },
    )


def advance_clock(params: Params, wanted: str) -> dict[str, Any]:
    clock = store.take("test_helpers.test_clock", wanted, lock=True)
    until = whole(params, "frozen_time")
    if until <= clock["frozen_time"]:
        raise StripeFault(
            "frozen_time must be later than the clock's current one.", param="frozen_time"
        )
    mine = [each["id"] for each in store.every("customer") if each["test_clock"] == wanted]
    # From one thing that happens to the next, so that everything comes in its order.
    while clock["frozen_time"] < until:
        now = clock["frozen_time"]
        subs = [sub for customer in mine for sub in store.every("subscription", customer=customer)]
        due = min((subscriptions.next_due(sub, now) for sub in subs), default=until)
        clock["frozen_time"] = max(now + 1, min(until, due))
        store.put("test_helpers.test_clock", clock)
        for sub in subs:
            subscriptions.tick(sub, clock["frozen_time"])
    return clock


def hang_on_clock(customer: str) -> str:
    """The simulator's own way to move one customer's time on; Stripe decides that at birth."""
    owner = store.take("customer", customer, lock=True)
    if not owner["test_clock"]:
        owner["test_clock"] = make_clock({"frozen_time": str(int(time.time()))})["id"]
        store.put("customer", owner, customer=customer)
    return str(owner["test_clock"])


def list_events(params: Params) -> dict[str, Any]:
    since = int((params.get("created") or {}).get("gte", 0))
    found = [each for each in store.every("event") if each["created"] >= since]
    return listing(found, url="/v1/events", params=params)


def list_charges(params: Params) -> dict[str, Any]:
    found = store.every("charge", customer=params.get("customer", ""))
    return listing(found, url="/v1/charges", params=params)


def shown(session: Session) -> Session:
    return {name: value for name, value in session.items() if not name.startswith("_")}


def _save(session: Session) -> Session:
    return store.put("checkout.session", session, customer=session["customer"])
