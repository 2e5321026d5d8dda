"""Stripe's objects in our words. Pure; every place a shape is known by is here."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from billing.domain.prices import Line, plan_of_lookup
from billing.domain.remote import (
    Preview,
    RemoteCheckout,
    RemoteEvent,
    RemoteInvoice,
    RemoteState,
    RemoteSubscription,
)
from billing.models import PayMethod

Raw = Mapping[str, Any]

STATES: Final = {
    "trialing": RemoteState.TRIAL,
    "active": RemoteState.ACTIVE,
    "past_due": RemoteState.PAST_DUE,
    "unpaid": RemoteState.PAST_DUE,
    "paused": RemoteState.PAST_DUE,
    "incomplete": RemoteState.UNFINISHED,
    "incomplete_expired": RemoteState.ENDED,
    "canceled": RemoteState.ENDED,
}
_METHODS: Final = {
    "charge_automatically": PayMethod.CARD.value,
    "send_invoice": PayMethod.TRANSFER.value,
}
_INVOICES: Final = {
    "draft": "draft",
    "open": "open",
    "paid": "paid",
    "void": "void",
    "uncollectible": "lost",
}
_CHECKOUTS: Final = {"open": "open", "complete": "done", "expired": "expired"}


def subscription(raw: Raw, *, read_at: datetime) -> RemoteSubscription:
    items = raw["items"]["data"]
    parts = {plan_of_lookup(item["price"].get("lookup_key") or ""): item for item in items}
    plan = next((plan for plan, _part in parts if plan), "")
    seats = parts.get((plan, "staff"), {}).get("quantity") or 0
    first: Raw = items[0] if items else {}
    return RemoteSubscription(
        id=raw["id"],
        customer=identity(raw["customer"]),
        state=STATES.get(raw["status"], RemoteState.PAST_DUE),
        plan=plan,
        method=_METHODS.get(raw["collection_method"], ""),
        seats=int(seats),
        created_at=moment(raw["created"]),
        read_at=read_at,
        period_starts_at=maybe(first.get("current_period_start")),
        period_ends_at=maybe(first.get("current_period_end")),
        trial_ends_at=maybe(raw.get("trial_end")),
        ends_at=maybe(raw.get("cancel_at") or raw.get("ended_at")),
        order=(raw.get("metadata") or {}).get("order", ""),
    )


def item_ids(raw: Raw) -> dict[str, tuple[str, Raw]]:
    """Part of the plan to the subscription item that stands for it."""
    return {
        plan_of_lookup(item["price"].get("lookup_key") or "")[1]: (item["id"], item["price"])
        for item in raw["items"]["data"]
    }


def invoice(raw: Raw, *, read_at: datetime, lookups: Mapping[str, str]) -> RemoteInvoice:
    """``lookups``: ids of our prices to their lookup keys."""
    parent = (raw.get("parent") or {}).get("subscription_details") or {}
    lines = raw["lines"]["data"]
    spans = [each["period"] for each in lines if not _is_proration(each)]
    return RemoteInvoice(
        id=raw["id"],
        customer=identity(raw["customer"]),
        subscription=identity(parent.get("subscription")),
        number=raw.get("number") or "",
        state=_INVOICES.get(raw.get("status") or "draft", "open"),
        method=_METHODS.get(raw["collection_method"], ""),
        currency=str(raw["currency"]).upper(),
        subtotal=int(raw["subtotal"]),
        tax=sum(int(each["amount"]) for each in raw.get("total_taxes") or []),
        total=int(raw["total"]),
        due=int(raw["amount_due"]),
        paid=int(raw["amount_paid"]),
        created_at=moment(raw["created"]),
        read_at=read_at,
        lines=tuple(_line(each, lookups) for each in lines),
        due_at=maybe(raw.get("due_date")),
        paid_at=maybe((raw.get("status_transitions") or {}).get("paid_at")),
        period_starts_at=maybe(max((each["start"] for each in spans), default=None)),
        period_ends_at=maybe(max((each["end"] for each in spans), default=None)),
        page_url=raw.get("hosted_invoice_url") or "",
        pdf_url=raw.get("invoice_pdf") or "",
        unit_prices=_units(lines, lookups),
    )


def _line(raw: Raw, lookups: Mapping[str, str]) -> Line:
    part = plan_of_lookup(lookups.get(_price(raw), ""))[1]
    if _is_proration(raw):
        part = "unused" if int(raw["amount"]) < 0 else "rest"
    return Line(part, raw.get("description") or "", int(raw["quantity"] or 1), int(raw["amount"]))


def _units(lines: list[Raw], lookups: Mapping[str, str]) -> dict[str, int]:
    """``plan.part`` to the dearest price asked for one; free tiers count for nothing."""
    found: dict[str, int] = {}
    for raw in lines:
        plan, part = plan_of_lookup(lookups.get(_price(raw), ""))
        if plan and not _is_proration(raw):
            unit = (raw.get("pricing") or {}).get("unit_amount_decimal") or 0
            key = f"{plan}.{part}"
            found[key] = max(found.get(key, 0), int(float(unit)))
    return found


def _price(raw: Raw) -> str:
    details = (raw.get("pricing") or {}).get("price_details") or {}
    return identity(details.get("price"))


def _is_proration(raw: Raw) -> bool:
    parent = raw.get("parent") or {}
    details = parent.get("subscription_item_details") or parent.get("invoice_item_details") or {}
    return bool(details.get("proration"))


def preview(raw: Raw, *, monthly: int, lookups: Mapping[str, str]) -> Preview:
    return Preview(
        now=int(raw["amount_due"]),
        lines=tuple(_line(each, lookups) for each in raw["lines"]["data"]),
        tax=sum(int(each["amount"]) for each in raw.get("total_taxes") or []),
        monthly=monthly,
    )


def checkout(raw: Raw) -> RemoteCheckout:
    return RemoteCheckout(
        id=raw["id"],
        url=raw.get("url") or "",
        state=_CHECKOUTS.get(raw.get("status") or "open", "open"),
        subscription=identity(raw.get("subscription")),
        customer=identity(raw.get("customer")),
    )


def event(raw: Raw, *, is_live: bool) -> RemoteEvent:
    """``is_live``: whether ours is a key for real money; the other kind is not for us."""
    found: Raw = raw["data"]["object"]
    kind = str(raw["type"])
    subject = ""
    if kind.startswith("customer.subscription."):
        subject = "subscription"
    elif kind.startswith("invoice.") and found.get("object") == "invoice":
        subject = "invoice"
    elif kind.startswith("checkout.session."):
        subject = "checkout"
    account = str(raw.get("account") or raw.get("context") or "")
    return RemoteEvent(
        id=raw["id"],
        kind=kind,
        subject=subject,
        object_id=str(found.get("id") or ""),
        customer=identity(found.get("customer")),
        account=account,
        api_version=raw.get("api_version") or "",
        told_at=moment(raw["created"]),
        is_ours=not account and bool(raw.get("livemode")) == is_live,
        body=dict(raw),
    )


def identity(found: Any) -> str:
    """An id, or that of the object that stands in its place."""
    if isinstance(found, Mapping):
        found = found.get("id")
    return str(found or "")


def moment(seconds: Any) -> datetime:
    return datetime.fromtimestamp(int(seconds), UTC)


def maybe(seconds: Any) -> datetime | None:
    return moment(seconds) if seconds else None
