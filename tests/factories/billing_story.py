"""Buying a plan with something going wrong at every step, told once for the suite (in one process)
and for the proof over HTTP (``tests/saas/stripe_part.py``).

After each story the books are compared: what Stripe charged, what it says is owed, and what our
copies say must agree to the đồng, with nothing bought twice.
"""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from billing.api import (
    Addresses,
    ProviderDown,
    ask_settlement,
    finish_checkout,
    list_invoices,
    order_plan,
    save_profile,
    subscription_of,
)
from billing.contrib.stripe import keys
from billing.contrib.stripe_simulator import sending, sessions, store
from billing.models import BillingProfile, Invoice
from billing.operations import sweep
from billing.operations.take_event import process_waiting
from motcua.kernel.ids import new_id
from tenants.api import in_public
from tests.factories.billing import ADDRESSES, PROFILE, operator, technician

COMMUNE = 2_500_000


@contextmanager
def shared():
    """The shared tables, in one transaction."""
    with in_public(), transaction.atomic():
        yield


@dataclass
class World:
    """``broken(method, end of path, "request" or "answer")``: one call is lost, or its answer.
    ``pay(checkout id, card)``: a person on the hosted page. ``post(body, signature)``: a webhook,
    whose answer's status comes back."""

    broken: Callable[[str, str, str], AbstractContextManager[None]]
    pay: Callable[[str, str], None]
    post: Callable[[bytes, str], int]


class Story:
    """One tenant, fresh; billing knows tenants by their id alone."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.tenant_id = new_id()
        self.charged = 0
        save_profile(tenant_id=self.tenant_id, fields=PROFILE, now=timezone.now())

    # What people do

    def order(self, plan="commune", method="card"):
        return order_plan(
            tenant_id=self.tenant_id, plan=plan, method=method, addresses=Addresses(**ADDRESSES),
            by=technician(), now=timezone.now(),
        )  # fmt: skip

    def order_until_done(self, plan="commune", method="card"):
        """As a person does: the first try may fail, the next goes on."""
        try:
            return self.order(plan, method)
        except ProviderDown:
            pass
        sweep.sweep_minute(now=timezone.now())
        if method == "transfer" and self.subscription.provider_id:
            return None
        return self.order(plan, method)

    def buy(self, method="card"):
        order = self.order(method=method)
        if method == "card":
            self.world.pay(checkout_of(order.url), "4242")
            finish_checkout(
                tenant_id=self.tenant_id, checkout_id=checkout_of(order.url), now=timezone.now()
            )
        return self

    def settle(self, amount=None):
        invoice = list_invoices(self.tenant_id)[0]
        return ask_settlement(
            invoice_id=invoice.id, amount=invoice.due.minor if amount is None else amount,
            bank_reference=f"FT{new_id().hex}", received_on=timezone.localdate(), reason="sao kê",
            by=operator(), now=timezone.now(),
        )  # fmt: skip

    # What there is

    @property
    def subscription(self):
        return subscription_of(self.tenant_id)

    @property
    def customer(self):
        with shared():
            row = BillingProfile.objects.get(tenant_id=self.tenant_id)
        return row.provider_customer

    def mine(self, kind):
        with shared():
            return store.every(kind, customer=self.customer) if self.customer else []

    def events(self):
        """Ids, oldest first."""
        return [each["id"] for each in reversed(self.mine("event"))]

    def deliver(self, event_ids=None, *, secret="", at=None):
        """Over the webhook's address; the statuses."""
        told = []
        for event_id in self.events() if event_ids is None else event_ids:
            with shared():
                body = sending.payload(event_id)
            signature = sending.sign(
                body, secret or keys.webhook_secrets()[0], at=at or int(time.time())
            )
            told.append(self.world.post(body, signature))
        return told

    def hear(self, event_ids=None):
        """Deliver and understand."""
        assert set(self.deliver(event_ids)) <= {200}
        process_waiting(now=timezone.now() + timedelta(seconds=1))

    def pass_time(self, days):
        with shared():
            clock = sessions.hang_on_clock(self.customer)
            now = store.take("test_helpers.test_clock", clock)["frozen_time"]
            sessions.advance_clock({"frozen_time": str(now + days * 86_400)}, clock)

    # What must hold

    def compare_books(self, *, state="active", paid=1):
        """``paid``: how many invoices are paid, of any amount."""
        live = [each for each in self.mine("subscription") if each["status"] != "canceled"]
        assert len(live) <= 1, f"{len(live)} subscriptions"
        assert self.subscription.state == state, self.subscription.state
        charges = {}
        for each in self.mine("charge"):
            charges.setdefault(each["metadata"]["invoice"], []).append(each["amount"])
        theirs = {each["id"]: each for each in self.mine("invoice")}
        for invoice_id, amounts in charges.items():
            assert amounts == [theirs[invoice_id]["amount_due"]], f"charged {amounts}"
        with shared():
            ours = {
                row.provider_id: row for row in Invoice.objects.filter(tenant_id=self.tenant_id)
            }
        for invoice_id, each in theirs.items():
            if each["total"] or any(line["amount"] for line in each["lines"]["data"]):
                row = ours[invoice_id]
                assert (row.state, row.total, row.paid) == (
                    each["status"], each["total"], each["amount_paid"]
                ), f"{row.state} {row.total} {row.paid}"  # fmt: skip
        assert sum(row.state == "paid" for row in ours.values()) == paid
        return self


def double_charges(customers):
    """Over what is at Stripe: invoices charged more than once, subscriptions beyond the first."""
    twice = 0
    with shared():
        for customer in customers:
            invoices = [
                each["metadata"]["invoice"] for each in store.every("charge", customer=customer)
            ]
            twice += len(invoices) - len(set(invoices))
            live = [
                each for each in store.every("subscription", customer=customer)
                if each["status"] not in ("canceled", "incomplete_expired")
            ]  # fmt: skip
            twice += max(0, len(live) - 1)
    return twice


def checkout_of(url):
    return url.rstrip("/").rpartition("/")[2]
