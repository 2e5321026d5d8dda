"""Invoices of the simulated Stripe: drafted, finalised, paid, failed, settled elsewhere."""

from typing import Any, Final

from billing.contrib.stripe_simulator import pricing, store
from billing.contrib.stripe_simulator.wire import StripeFault, is_true, listing, whole_list
from tenants.api import platform_url

Invoice = dict[str, Any]
Params = dict[str, Any]

RETRY_SECONDS: Final = 3 * 86_400
MAX_ATTEMPTS: Final = 4
LINES_SHOWN: Final = 10
# Stripe's own test cards, known by their last digits.
NEVER_ENDS: Final = frozenset({"0002", "0341"})


def draw_up(sub: dict[str, Any], lines: list[dict[str, Any]], *, reason: str, at: int) -> Invoice:
    """A draft of everything that is due, with credits that wait. Not stored."""
    customer = store.take("customer", sub["customer"])
    rates = sub.get("default_tax_rates") or []
    totals = pricing.tax(lines, rates, exempt=customer["tax_exempt"])
    subtotal, taxes = sum(each["amount"] for each in lines), sum(t["amount"] for t in totals)
    made, balance = store.make_id("in"), customer["balance"]
    for each in lines:
        each["invoice"] = made
    due = max(0, subtotal + taxes + balance)
    is_sent = sub["collection_method"] == "send_invoice"
    details = {"metadata": sub.get("metadata", {}), "subscription": sub.get("id")}
    return {
        "id": made,
        "object": "invoice",
        **_nothing_yet(),
        **_of_customer(customer),
        "amount_due": due,
        "amount_remaining": due,
        "billing_reason": reason,
        "collection_method": sub["collection_method"],
        "created": at,
        "currency": lines[0]["currency"] if lines else sub.get("currency", "vnd"),
        "default_tax_rates": rates,
        "due_date": at + 86_400 * int(sub.get("days_until_due") or 30) if is_sent else None,
        "lines": whole_list(lines, url=f"/v1/invoices/{made}/lines"),
        "parent": {"quote_details": None, "subscription_details": details,
                   "type": "subscription_details"},
        "period_end": at,
        "period_start": at,
        "starting_balance": balance,
        "subtotal": subtotal,
        "subtotal_excluding_tax": subtotal,
        "total": subtotal + taxes,
        "total_excluding_tax": subtotal,
        "total_taxes": totals,
    }  # fmt: skip


def _nothing_yet() -> dict[str, Any]:
    """What every draft begins with."""
    empty = (
        "custom_fields", "default_payment_method", "description", "effective_at",
        "ending_balance", "hosted_invoice_url", "invoice_pdf", "last_finalization_error",
        "next_payment_attempt", "number",
    )  # fmt: skip
    moments = ("finalized_at", "marked_uncollectible_at", "paid_at", "voided_at")
    return {
        **dict.fromkeys(empty),
        "account_country": "VN",
        "account_name": "Simulator",
        "amount_overpaid": 0,
        "amount_paid": 0,
        "amount_shipping": 0,
        "attempt_count": 0,
        "attempted": False,
        "auto_advance": True,
        "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None},
        "discounts": [],
        "livemode": False,
        "metadata": {},
        "status": "draft",
        "status_transitions": dict.fromkeys(moments),
    }


def _of_customer(customer: dict[str, Any]) -> dict[str, Any]:
    """As it is on the day."""
    codes = store.every("tax_id", customer=customer["id"])
    return {
        "customer": customer["id"],
        "customer_address": customer["address"],
        "customer_email": customer["email"],
        "customer_name": customer["name"],
        "customer_phone": customer["phone"],
        "customer_tax_exempt": customer["tax_exempt"],
        "customer_tax_ids": [{"type": code["type"], "value": code["value"]} for code in codes],
        "test_clock": customer["test_clock"],
    }


def issue(draft: Invoice) -> Invoice:
    """Number it, use up or add to the customer's credit, and open it."""
    customer = store.take("customer", draft["customer"], lock=True)
    number = customer["next_invoice_sequence"]
    customer["next_invoice_sequence"] += 1
    rest = draft["total"] + draft["starting_balance"]
    customer["balance"] = min(0, rest)
    store.put("customer", customer, customer=customer["id"])
    page = platform_url(f"/simulator/stripe/hoa-don/{draft['id']}/")
    draft |= {
        "number": f"{customer['invoice_prefix']}-{number:04d}",
        "status": "open",
        "ending_balance": customer["balance"],
        "effective_at": draft["created"],
        "hosted_invoice_url": page,
        "invoice_pdf": page,
    }
    draft["status_transitions"]["finalized_at"] = draft["created"]
    save(draft)
    store.tell("invoice.created", {**draft, "status": "draft", "number": None})
    store.tell("invoice.finalized", draft)
    if draft["amount_due"] == 0:
        return mark_paid(draft, charged=False)
    return draft


def collect(invoice: Invoice) -> bool:
    """Try the customer's card, where a card is how it is paid; whether it is paid now."""
    if invoice["status"] == "paid":
        return True
    if invoice["collection_method"] != "charge_automatically":
        return False
    invoice["attempted"], at = True, store.now_for(invoice["customer"])
    invoice["attempt_count"] += 1
    card = card_of(invoice["customer"])
    if card is not None and card["card"]["last4"] not in NEVER_ENDS:
        mark_paid(invoice, charged=True)
        return True
    is_last = invoice["attempt_count"] >= MAX_ATTEMPTS
    invoice["next_payment_attempt"] = None if is_last else at + RETRY_SECONDS
    save(invoice)
    store.tell("invoice.payment_failed", invoice)
    return False


def card_of(customer: str) -> dict[str, Any] | None:
    chosen = store.take("customer", customer)["invoice_settings"]["default_payment_method"]
    return store.take("payment_method", chosen) if chosen else None


def mark_paid(invoice: Invoice, *, charged: bool) -> Invoice:
    at = store.now_for(invoice["customer"])
    if charged:
        store.put(
            "charge",
            {
                "id": store.make_id("ch"),
                "object": "charge",
                "amount": invoice["amount_due"],
                "currency": invoice["currency"],
                "created": at,
                "customer": invoice["customer"],
                "livemode": False,
                "metadata": {"invoice": invoice["id"]},
                "paid": True,
                "refunded": False,
                "status": "succeeded",
            },
            customer=invoice["customer"],
        )
    invoice |= {
        "status": "paid",
        "amount_paid": invoice["amount_due"],
        "amount_remaining": 0,
        "next_payment_attempt": None,
    }
    invoice["status_transitions"]["paid_at"] = at
    save(invoice)
    store.tell("invoice.paid", invoice)
    store.tell("invoice.payment_succeeded", invoice)
    return invoice


def pay(params: Params, wanted: str) -> Invoice:
    """By the card, or noted as paid elsewhere."""
    from billing.contrib.stripe_simulator import subscriptions

    invoice = store.take("invoice", wanted, lock=True)
    if invoice["status"] == "paid":
        raise StripeFault("Invoice is already paid", code="invoice_already_paid")
    if invoice["status"] != "open":
        raise StripeFault("This invoice cannot be paid.", code="invoice_not_open")
    if is_true(params.get("paid_out_of_band")):
        mark_paid(invoice, charged=False)
    elif not collect(invoice | {"collection_method": "charge_automatically"}):
        raise StripeFault(
            "Your card was declined.",
            status=402,
            kind="card_error",
            code="card_declined",
            decline_code="generic_decline",
        )
    subscriptions.after_payment(invoice["parent"]["subscription_details"]["subscription"])
    return store.take("invoice", wanted)


def void(_params: Params, wanted: str) -> Invoice:
    invoice = store.take("invoice", wanted, lock=True)
    if invoice["status"] != "open":
        raise StripeFault("You can only void an open invoice.", code="invoice_not_open")
    invoice["status"] = "void"
    invoice["status_transitions"]["voided_at"] = store.now_for(invoice["customer"])
    save(invoice)
    store.tell("invoice.voided", invoice)
    return invoice


def list_invoices(params: Params) -> dict[str, Any]:
    since = int((params.get("created") or {}).get("gte", 0))
    found = [
        each
        for each in store.every("invoice", customer=params.get("customer", ""))
        if each["created"] >= since
        and params.get("status") in (None, each["status"])
        and params.get("subscription")
        in (None, each["parent"]["subscription_details"]["subscription"])
    ]
    return listing([shown(each) for each in found], url="/v1/invoices", params=params)


def list_lines(params: Params, wanted: str) -> dict[str, Any]:
    lines = store.take("invoice", wanted)["lines"]
    return listing(lines["data"], url=lines["url"], params=params)


def shown(invoice: Invoice) -> Invoice:
    """With its first ten lines; the others are asked for apart."""
    lines = invoice["lines"]
    rest = len(lines["data"]) > LINES_SHOWN
    return invoice | {"lines": lines | {"data": lines["data"][:LINES_SHOWN], "has_more": rest}}


def save(invoice: Invoice) -> None:
    store.put("invoice", invoice, customer=invoice["customer"])
