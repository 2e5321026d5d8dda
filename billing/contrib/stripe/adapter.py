"""Stripe as our billing provider. Automatic tax is off: the rate is ours (``catalogue``)."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.utils import timezone

from billing.contrib.stripe import catalogue, keys, mapping
from billing.contrib.stripe.client import plain, talking
from billing.domain.plans import Meter
from billing.domain.prices import DUE_DAYS, METERED, month_of
from billing.domain.remote import (
    Preview,
    RemoteCheckout,
    RemoteEvent,
    RemoteInvoice,
    RemoteSubscription,
)
from billing.errors import ProviderRefused, SignatureWrong
from billing.models import PayMethod
from billing.provider import Buyer, PlanAsk, Provider

if TYPE_CHECKING:
    import stripe

TOLERANCE_SECONDS: Final = 300
PAGE: Final = 100
_PAGES: Final = ("https://checkout.stripe.com", "https://billing.stripe.com")
_TAX_ID: Final = "vn_tin"


class StripeProvider(Provider):
    key = "stripe"

    def is_configured(self) -> bool:
        return bool(keys.api_key())

    def page_hosts(self) -> tuple[str, ...]:
        return () if keys.is_simulated() else _PAGES

    def ensure_catalogue(self) -> int:
        with talking() as client:
            return catalogue.ensure(client)

    def save_customer(self, buyer: Buyer) -> tuple[str, str]:
        """A revision of the profile is one deed, however often it is tried."""
        fields: Any = {
            "name": buyer.legal_name,
            "email": buyer.email,
            "phone": buyer.phone,
            "address": {"line1": buyer.address, "country": "VN"},
            "tax_exempt": "exempt" if buyer.is_exempt else "none",
            "metadata": {"tenant": str(buyer.tenant_id)},
        }
        once = f"motcua-customer-{buyer.tenant_id}-{buyer.revision}"
        with talking() as client:
            if buyer.customer:
                options: Any = {"idempotency_key": once}
                customer = client.v1.customers.update(buyer.customer, fields, options)
            else:
                options = {"idempotency_key": f"motcua-customer-{buyer.tenant_id}"}
                customer = client.v1.customers.create(fields, options)
            return customer.id, _keep_tax_id(client, customer.id, buyer, once)

    def begin_checkout(self, ask: PlanAsk, *, done_url: str, left_url: str) -> RemoteCheckout:
        with talking() as client:
            data: dict[str, Any] = {
                "metadata": _metadata(ask),
                "default_tax_rates": catalogue.tax_rates(client),
            }
            if ask.trial_ends_at is not None:
                data["trial_end"] = _seconds(ask.trial_ends_at)
            params: Any = {
                "mode": "subscription",
                "customer": ask.customer,
                "client_reference_id": ask.key,
                "line_items": _items(client, ask),
                "subscription_data": data,
                "metadata": _metadata(ask),
                "success_url": done_url,
                "cancel_url": left_url,
                "locale": "vi",
            }
            options: Any = {"idempotency_key": f"motcua-checkout-{ask.key}"}
            made = client.v1.checkout.sessions.create(params, options)
            return mapping.checkout(plain(made))

    def get_checkout(self, checkout_id: str) -> RemoteCheckout:
        with talking() as client:
            return mapping.checkout(plain(client.v1.checkout.sessions.retrieve(checkout_id)))

    def expire_checkout(self, checkout_id: str) -> RemoteCheckout:
        try:
            with talking() as client:
                return mapping.checkout(plain(client.v1.checkout.sessions.expire(checkout_id)))
        except ProviderRefused:
            return self.get_checkout(checkout_id)

    def portal_url(self, customer: str, *, back_url: str) -> str:
        params: Any = {"customer": customer, "return_url": back_url, "locale": "vi"}
        with talking() as client:
            return client.v1.billing_portal.sessions.create(params).url

    def begin_transfer(self, ask: PlanAsk) -> RemoteSubscription:
        read_at = timezone.now()
        with talking() as client:
            params: dict[str, Any] = {
                "customer": ask.customer,
                "items": _items(client, ask),
                "collection_method": "send_invoice",
                "days_until_due": DUE_DAYS,
                "default_tax_rates": catalogue.tax_rates(client),
                "metadata": _metadata(ask),
            }
            if ask.trial_ends_at is not None:
                params["trial_end"] = _seconds(ask.trial_ends_at)
            options: Any = {"idempotency_key": f"motcua-transfer-{ask.key}"}
            made = client.v1.subscriptions.create(params, options)  # type: ignore[arg-type]
            return mapping.subscription(plain(made), read_at=read_at)

    def get_subscription(self, subscription_id: str) -> RemoteSubscription:
        read_at = timezone.now()
        with talking() as client:
            found = client.v1.subscriptions.retrieve(subscription_id)
            return mapping.subscription(plain(found), read_at=read_at)

    def list_subscriptions(self, *, customer: str = "") -> list[RemoteSubscription]:
        read_at, params = timezone.now(), {"limit": PAGE}
        with talking() as client:
            asked: Any = params | ({"customer": customer} if customer else {})
            return [
                mapping.subscription(plain(each), read_at=read_at)
                for each in client.v1.subscriptions.list(asked).auto_paging_iter()
            ]

    def change_plan(self, subscription_id: str, ask: PlanAsk, *, method: str) -> RemoteSubscription:
        """One paid by transfer gets the difference on its next invoice, as a separate one would
        only be another transfer."""
        read_at = timezone.now()
        with talking() as client:
            found = plain(client.v1.subscriptions.retrieve(subscription_id))
            if mapping.subscription(found, read_at=read_at).order == ask.key:
                return mapping.subscription(found, read_at=read_at)
            by_card = method == PayMethod.CARD
            params: Any = {
                "items": _swap(client, found, ask),
                "proration_behavior": "always_invoice" if by_card else "create_prorations",
                "metadata": _metadata(ask),
            }
            options: Any = {"idempotency_key": f"motcua-change-{ask.key}"}
            made = client.v1.subscriptions.update(subscription_id, params, options)
            return mapping.subscription(plain(made), read_at=read_at)

    def change_seats(self, subscription_id: str, seats: int, *, key: str) -> RemoteSubscription:
        read_at = timezone.now()
        with talking() as client:
            found = plain(client.v1.subscriptions.retrieve(subscription_id))
            item, _price = mapping.item_ids(found)["staff"]
            params: Any = {
                "items": [{"id": item, "quantity": seats}],
                "proration_behavior": "create_prorations",
            }
            options: Any = {"idempotency_key": f"motcua-seats-{key}"}
            made = client.v1.subscriptions.update(subscription_id, params, options)
            return mapping.subscription(plain(made), read_at=read_at)

    def set_ending(self, subscription_id: str, *, ends: bool, key: str) -> RemoteSubscription:
        read_at = timezone.now()
        options: Any = {"idempotency_key": f"motcua-ending-{key}"}
        with talking() as client:
            made = client.v1.subscriptions.update(
                subscription_id, {"cancel_at_period_end": ends}, options
            )
            return mapping.subscription(plain(made), read_at=read_at)

    def preview(self, ask: PlanAsk, *, subscription_id: str) -> Preview:
        with talking() as client:
            params: dict[str, Any] = {"customer": ask.customer}
            details: dict[str, Any] = {}
            if subscription_id:
                found = plain(client.v1.subscriptions.retrieve(subscription_id))
                params["subscription"] = subscription_id
                details["items"] = _swap(client, found, ask)
                details["proration_behavior"] = "always_invoice"
            else:
                details["items"] = _items(client, ask)
                details["default_tax_rates"] = catalogue.tax_rates(client)
                if ask.trial_ends_at is not None:
                    details["trial_end"] = _seconds(ask.trial_ends_at)
            asked: Any = params | {"subscription_details": details}
            made = plain(client.v1.invoices.create_preview(asked))
            percent = settings.MOTCUA_BILLING_TAX_PERCENT
            month = month_of(ask.plan, seats=ask.seats, used={}, tax_percent=percent)
            return mapping.preview(made, monthly=month.total, lookups=catalogue.lookups(client))

    def get_invoice(self, invoice_id: str) -> RemoteInvoice:
        read_at = timezone.now()
        with talking() as client:
            found = _whole(client, plain(client.v1.invoices.retrieve(invoice_id)))
            return mapping.invoice(found, read_at=read_at, lookups=catalogue.lookups(client))

    def list_invoices(self, *, customer: str = "", since: datetime) -> list[RemoteInvoice]:
        read_at = timezone.now()
        asked: Any = {"limit": PAGE, "created": {"gte": _seconds(since)}}
        asked |= {"customer": customer} if customer else {}
        with talking() as client:
            known = catalogue.lookups(client)
            return [
                mapping.invoice(_whole(client, plain(each)), read_at=read_at, lookups=known)
                for each in client.v1.invoices.list(asked).auto_paging_iter()
            ]

    def settle_invoice(self, invoice_id: str, *, key: str) -> RemoteInvoice:
        """One that is paid already stays as it is."""
        found = self.get_invoice(invoice_id)
        if found.state == "paid":
            return found
        options: Any = {"idempotency_key": f"motcua-settle-{key}"}
        with talking() as client:
            client.v1.invoices.pay(invoice_id, {"paid_out_of_band": True}, options)
        return self.get_invoice(invoice_id)

    def report_usage(
        self, *, customer: str, meter: Meter, amount: int, identifier: str, at: datetime
    ) -> None:
        params: Any = {
            "event_name": catalogue.event_name(meter),
            "payload": {"stripe_customer_id": customer, "value": str(amount)},
            "identifier": identifier,
            "timestamp": _seconds(at),
        }
        options: Any = {"idempotency_key": f"motcua-usage-{identifier}"}
        try:
            with talking() as client:
                client.v1.billing.meter_events.create(params, options)
        except ProviderRefused as error:
            # It arrived before, and only the answer was lost.
            if error.details.get("reason") != "duplicate_meter_event":
                raise

    def read_event(self, payload: bytes, signature: str) -> RemoteEvent:
        import stripe

        for secret in keys.webhook_secrets():
            try:
                stripe.WebhookSignature.verify_header(payload, signature, secret, TOLERANCE_SECONDS)
            except (stripe.SignatureVerificationError, UnicodeDecodeError):
                continue
            try:
                raw = json.loads(payload)
                return mapping.event(raw, is_live="_test_" not in keys.api_key())
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise SignatureWrong(type(error).__name__) from error
        raise SignatureWrong("Stripe-Signature")


def _keep_tax_id(client: stripe.StripeClient, customer: str, buyer: Buyer, once: str) -> str:
    """``<id> <number>`` of the tax code at Stripe, made anew where it changed.

    A code Stripe finds odd is no reason to have no customer: our own invoice shows it anyway.
    """
    import stripe

    known, _space, value = buyer.tax_id.partition(" ")
    if value == buyer.tax_code:
        return buyer.tax_id
    if known:
        try:
            client.v1.customers.tax_ids.delete(customer, known)
        except stripe.InvalidRequestError as error:
            if error.code != "resource_missing":
                raise
    if not buyer.tax_code:
        return ""
    params: Any = {"type": _TAX_ID, "value": buyer.tax_code}
    options: Any = {"idempotency_key": f"{once}-tax"}
    try:
        made = client.v1.customers.tax_ids.create(customer, params, options)
    except stripe.InvalidRequestError:
        return f" {buyer.tax_code}"
    return f"{made.id} {buyer.tax_code}"


def _whole(client: stripe.StripeClient, raw: dict[str, Any]) -> dict[str, Any]:
    """An invoice shows its first lines only; all of them make the sum."""
    if raw["lines"].get("has_more"):
        lines = client.v1.invoices.line_items.list(raw["id"], {"limit": PAGE})
        raw["lines"]["data"] = [plain(each) for each in lines.auto_paging_iter()]
    return raw


def _items(client: stripe.StripeClient, ask: PlanAsk) -> list[dict[str, Any]]:
    return [
        {"price": price} | _quantity(part, ask)
        for part, price in catalogue.price_ids(client, ask.plan).items()
    ]


def _swap(client: stripe.StripeClient, found: dict[str, Any], ask: PlanAsk) -> list[dict[str, Any]]:
    """Every part keeps its item and gets the other plan's price."""
    here = mapping.item_ids(found)
    wanted = catalogue.price_ids(client, ask.plan)
    return [
        ({"id": here[part][0]} if part in here else {}) | {"price": price} | _quantity(part, ask)
        for part, price in wanted.items()
    ]


def _quantity(part: str, ask: PlanAsk) -> dict[str, int]:
    if part in {meter.value for meter in METERED}:
        return {}
    return {"quantity": max(1, ask.seats) if part == "staff" else 1}


def _metadata(ask: PlanAsk) -> dict[str, str]:
    return {"tenant": str(ask.tenant_id), "order": ask.key, "plan": ask.plan}


def _seconds(moment: datetime) -> int:
    return int(moment.astimezone(UTC).timestamp())
