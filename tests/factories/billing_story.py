"""Buying a plan with something going wrong at every step, told once for the suite (in one process)
and for the proof over HTTP (``tests/saas/stripe_part.py``).

After each story the books are compared: what Stripe charged, what it says is owed, and what our
copies say must agree to the đồng, with nothing bought twice.
"""

import json
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from billing.api import (
    Addresses,
    OrderRefused,
    ProviderDown,
    ProviderRefused,
    SettlementRefused,
    ask_settlement,
    end_plan,
    finish_checkout,
    list_invoices,
    open_order_of,
    order_plan,
    reconcile,
    save_profile,
    start_trial,
    subscription_of,
)
from billing.contrib.stripe import keys
from billing.contrib.stripe_simulator import invoices as sim_invoices
from billing.contrib.stripe_simulator import sending, sessions, store
from billing.models import BillingProfile, EventState, Invoice, ProviderEvent, Subscription
from billing.operations import sweep
from billing.operations.take_event import process_event, process_waiting
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
            ours = {row.provider_id: row for row in Invoice.objects.filter(tenant_id=self.tenant_id)}
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
            invoices = [each["metadata"]["invoice"] for each in store.every("charge", customer=customer)]
            twice += len(invoices) - len(set(invoices))
            live = [
                each for each in store.every("subscription", customer=customer)
                if each["status"] not in ("canceled", "incomplete_expired")
            ]  # fmt: skip
            twice += max(0, len(live) - 1)
    return twice


def checkout_of(url):
    return url.rstrip("/").rpartition("/")[2]


# Every call of the three ways to a plan, lost on the way there and on the way back.

CARD_STEPS = (
    ("post", "/customers"), ("post", "/tax_ids"), ("get", "/subscriptions"),
    ("post", "/checkout/sessions"),
)  # fmt: skip
TRANSFER_STEPS = (
    ("post", "/customers"), ("post", "/tax_ids"), ("get", "/subscriptions"),
    ("post", "/subscriptions"), ("get", "/invoices"),
)  # fmt: skip
BACK_STEPS = (("get", "/checkout/sessions/ID"), ("get", "/subscriptions/ID"), ("get", "/invoices"))
SETTLE_STEPS = (("get", "/invoices/ID"), ("post", "/pay"), ("get", "/subscriptions/ID"))
CHANGE_STEPS = (
    ("post", "/customers/ID"), ("get", "/subscriptions/ID"), ("post", "/subscriptions/ID"),
    ("get", "/invoices"),
)  # fmt: skip
LOST = ("request", "answer")


def buy_by_card(world, step, how):
    story = Story(world)
    with world.broken(*step, how):
        order = story.order_until_done()
    assert order.state == "open"
    world.pay(checkout_of(order.url), "4242")
    story.hear()
    assert open_order_of(story.tenant_id) is None
    return story.compare_books()


def come_back(world, step, how):
    """The browser is back and cannot ask; the notice, later, can."""
    story = Story(world)
    order = story.order()
    world.pay(checkout_of(order.url), "4242")
    try:
        with world.broken(*step, how):
            finish_checkout(
                tenant_id=story.tenant_id, checkout_id=checkout_of(order.url), now=timezone.now()
            )
    except ProviderDown:
        sweep.sweep_minute(now=timezone.now())
    assert open_order_of(story.tenant_id) is None
    return story.compare_books()


def buy_by_transfer(world, step, how):
    story = Story(world)
    with world.broken(*step, how):
        story.order_until_done(method="transfer")
    story.hear()
    assert len(story.mine("invoice")) == 1
    story.compare_books(paid=0)
    story.settle()
    assert not story.mine("charge")
    return story.compare_books()


def settle_transfer(world, step, how):
    """The operator's word is kept; the provider hears it when it can."""
    story = Story(world).buy("transfer")
    with world.broken(*step, how):
        assert story.settle() == "confirmed"
    sweep.sweep_minute(now=timezone.now())
    return story.compare_books()


def change_plan(world, step, how):
    story = Story(world).buy()
    with world.broken(*step, how), suppress(ProviderDown):
        story.order("province")
    sweep.sweep_minute(now=timezone.now())
    assert story.subscription.plan.key == "province"
    assert open_order_of(story.tenant_id) is None
    return story.compare_books(paid=2)


# Notices: false, old, doubled, shuffled, lost, of others.

def forged(world):
    story = Story(world)
    order = story.order()
    world.pay(checkout_of(order.url), "4242")
    assert set(story.deliver(secret="whsec_of-somebody-else")) == {400}
    with shared():
        assert not ProviderEvent.objects.filter(event_id__in=story.events()).exists()
    story.hear()
    return story.compare_books()


def altered(world):
    """Signed, then changed by one đồng."""
    story = Story(world).buy()
    with shared():
        event_id = next(e["id"] for e in story.mine("event") if e["type"] == "invoice.paid")
        body = sending.payload(event_id)
    signature = sending.sign(body, keys.webhook_secrets()[0], at=int(time.time()))
    assert world.post(body.replace(b"2500000", b"2500001"), signature) == 400
    assert world.post(body, "v1=,t=") == 400
    assert world.post(body, "") == 400
    return story.compare_books()


def old(world):
    story = Story(world).buy()
    assert set(story.deliver(at=int(time.time()) - 301)) == {400}
    return story.compare_books()


def replayed(world):
    story = Story(world)
    order = story.order()
    world.pay(checkout_of(order.url), "4242")
    for _turn in range(3):
        story.hear()
    with shared():
        seen = ProviderEvent.objects.filter(event_id__in=story.events())
        assert {row.deliveries for row in seen} == {3}
        assert {row.state for row in seen} == {EventState.DONE}
        for row in seen:
            process_event(row.id, now=timezone.now())
    return story.compare_books()


def shuffled(world):
    """Renewal and end arrive before the beginning."""
    story = Story(world)
    order = story.order()
    world.pay(checkout_of(order.url), "4242")
    story.pass_time(35)
    story.hear(list(reversed(story.events())))
    return story.compare_books(paid=2)


def never_told(world):
    """No notice ever comes and the browser is closed: the sweep finds out."""
    story = Story(world)
    order = story.order()
    world.pay(checkout_of(order.url), "4242")
    sweep.sweep_minute(now=timezone.now())
    return story.compare_books()


def missed_renewal(world):
    """Notices of a renewal are lost: the nightly comparison mends."""
    story = Story(world).buy()
    story.pass_time(35)
    assert len(list_invoices(story.tenant_id)) == 1
    run = reconcile(now=timezone.now())
    mine = [each for each in run.differences if each["tenant"] == str(story.tenant_id)]
    assert mine, "the comparison saw nothing"
    assert all(each["mended"] for each in mine)
    again = reconcile(now=timezone.now())
    assert str(story.tenant_id) not in json.dumps(again.differences)
    return story.compare_books(paid=2)


def of_nobody(world):
    """A customer that is nobody's: kept, shown, nothing changed."""
    story = Story(world).buy()
    with shared():
        from billing.contrib.stripe_simulator import catalogue, subscriptions

        stranger = catalogue.save_customer({"name": "Khách lạ"})
        licensed = next(
            each for each in store.every("price")
            if each["lookup_key"] == "motcua.commune.base.v1"
        )  # fmt: skip
        subscriptions.begin(
            {"customer": stranger["id"], "items": [{"price": licensed["id"]}],
             "collection_method": "send_invoice", "days_until_due": "30"}
        )  # fmt: skip
        events = [each["id"] for each in store.every("event", customer=stranger["id"])]
    story.deliver(events)
    for minutes in (1, 10, 30, 90):
        process_waiting(now=timezone.now() + timedelta(minutes=minutes), limit=500)
    with shared():
        rows = ProviderEvent.objects.filter(event_id__in=events)
        states = {row.kind: row.state for row in rows}
    assert states["customer.subscription.created"] == EventState.STRANGER
    return story.compare_books()


def of_another_account(world):
    story = Story(world).buy()
    with shared():
        event = story.mine("event")[0]
        for changed in ({"account": "acct_other"}, {"livemode": True}):
            body = json.dumps(event | changed | {"id": store.make_id("evt")}).encode()
            signature = sending.sign(body, keys.webhook_secrets()[0], at=int(time.time()))
            assert world.post(body, signature) == 200
        newest = list(ProviderEvent.objects.order_by("-received_at")[:2])
    assert {row.state for row in newest} == {EventState.STRANGER}
    return story.compare_books()


def of_another_tenant(world):
    """A checkout number of the neighbour, typed into the address bar, tells and does nothing."""
    story, neighbour = Story(world), Story(world)
    order = neighbour.order()
    world.pay(checkout_of(order.url), "4242")
    told = finish_checkout(
        tenant_id=story.tenant_id, checkout_id=checkout_of(order.url), now=timezone.now()
    )
    assert told is None
    with shared():
        assert not Subscription.objects.filter(tenant_id=story.tenant_id).exists()
    neighbour.hear()
    return neighbour.compare_books()


# People: twice, in two windows, gone, too late.

def pressed_twice(world):
    story = Story(world)
    first, second = story.order(), story.order()
    assert first.url == second.url
    world.pay(checkout_of(first.url), "4242")
    story.hear()
    return story.compare_books()


def two_windows(world):
    """Another plan in another window closes the first page; what is open is bought once."""
    story = Story(world)
    first = story.order("commune")
    second = story.order("province")
    assert first.url != second.url
    with pytest.raises(Exception, match=r"no longer|410"):
        world.pay(checkout_of(first.url), "4242")
    world.pay(checkout_of(second.url), "4242")
    story.hear()
    assert story.subscription.plan.key == "province"
    return story.compare_books()


def paid_meanwhile(world):
    """Paid in one window while another plan is asked for in the other: told so, charged once."""
    story = Story(world)
    first = story.order("commune")
    world.pay(checkout_of(first.url), "4242")
    with pytest.raises(OrderRefused):
        story.order("province")
    return story.compare_books()


def browser_closed(world):
    """At the provider's page, for ever: nothing is charged, and the wish ends by itself."""
    story = Story(world)
    order = story.order()
    with shared():
        session = store.take("checkout.session", checkout_of(order.url))
        store.put(
            "checkout.session", session | {"expires_at": 1}, customer=session["customer"]
        )
    sweep.sweep_minute(now=timezone.now())
    assert open_order_of(story.tenant_id) is None
    assert not story.mine("charge")
    with shared():
        assert not Subscription.objects.filter(tenant_id=story.tenant_id).exists()
    return story


def declined(world):
    """A card that is refused may be followed by one that is not."""
    story = Story(world)
    order = story.order()
    with pytest.raises(Exception, match=r"declined|402"):
        world.pay(checkout_of(order.url), "0002")
    assert not story.mine("charge")
    world.pay(checkout_of(order.url), "4242")
    story.hear()
    return story.compare_books()


def late_success(world):
    """The renewal fails, the agency is warned, a new card is charged by a later try."""
    story = Story(world).buy()
    with shared():
        sessions.attach_card(story.customer, "0341")
    story.pass_time(32)
    story.hear()
    assert story.subscription.state == "past_due"
    assert not story.subscription.is_held(timezone.now())
    assert story.subscription.is_held(timezone.now() + timedelta(days=16))
    with shared():
        sessions.attach_card(story.customer, "4242")
    story.pass_time(4)
    story.hear()
    return story.compare_books(paid=2)


def ended(world):
    """Cancelled at the end of the period: nothing more is ever charged."""
    story = Story(world).buy()
    end_plan(tenant_id=story.tenant_id, by=technician(), now=timezone.now())
    assert story.subscription.ends_at is not None
    story.pass_time(70)
    story.hear()
    assert len(story.mine("charge")) == 1
    assert story.subscription.is_held(timezone.now() + timedelta(days=32))
    return story.compare_books(state="ended")


# Money that is not what it should be.

def off_by_one(world):
    story = Story(world).buy("transfer")
    for amount in (COMMUNE - 1, COMMUNE + 1, 0, -COMMUNE):
        with pytest.raises(SettlementRefused):
            story.settle(amount)
    assert story.settle() == "done"
    with pytest.raises(SettlementRefused):
        story.settle()
    return story.compare_books()


def wrong_at_provider(world):
    """An invoice there in another currency, of another price or another sum is marked."""
    story = Story(world).buy()
    for change in (
        {"currency": "usd"}, {"total": COMMUNE + 1}, {"subtotal": COMMUNE - 1},
        {"amount_paid": COMMUNE - 1},
    ):  # fmt: skip
        with shared():
            invoice = story.mine("invoice")[0]
            sim_invoices.save(invoice | change)
        reconcile(now=timezone.now())
        assert list_invoices(story.tenant_id)[0].fault, change
        with shared():
            sim_invoices.save(invoice)
    reconcile(now=timezone.now())
    assert not list_invoices(story.tenant_id)[0].fault
    return story.compare_books()


def two_at_provider(world):
    """Somebody makes a second subscription by hand: shown, and the first one stays."""
    story = Story(world).buy()
    with shared():
        from billing.contrib.stripe_simulator import subscriptions

        first = story.mine("subscription")[0]
        items = [{"price": first["items"]["data"][0]["price"]["id"]}]
        second = subscriptions.begin(
            {"customer": story.customer, "items": items, "collection_method": "send_invoice",
             "days_until_due": "30"}
        )  # fmt: skip
    run = reconcile(now=timezone.now())
    shown = [each for each in run.differences if second["id"] in each["what"]]
    assert shown, "nobody was told"
    assert not shown[0]["mended"]
    assert story.subscription.provider_id == first["id"]
    with pytest.raises(ProviderRefused):
        story.order("province")
    with shared():
        subscriptions.end_now({}, second["id"])
        for each in story.mine("invoice"):
            if each["status"] == "open":
                sim_invoices.void({}, each["id"])
    story.hear()
    return story.compare_books()


def used_once(world):
    """Usage is told by steps; a lost answer, a doubled sweep and late use are counted once."""
    from billing.api import Meter, count_usage
    from billing.operations.report_usage import report_usage

    story = Story(world).buy("transfer")
    for number in range(3):
        for key in (str(number), str(number)):
            count_usage(
                tenant_id=story.tenant_id, meter=Meter.DOSSIERS, key=key, now=timezone.now()
            )
    with world.broken("post", "/billing/meter_events", "answer"):
        report_usage(now=timezone.now())
    report_usage(now=timezone.now())
    report_usage(now=timezone.now())
    told = [int(each["payload"]["value"]) for each in story.mine("billing.meter_event")]
    assert sum(told) == 3, told
    return story.compare_books(paid=0)


def trial_kept(world):
    """Bought within the trial: nothing is charged until it ends, and then once."""
    story = Story(world)
    start_trial(tenant_id=story.tenant_id, now=timezone.now())
    order = story.order()
    world.pay(checkout_of(order.url), "4242")
    story.hear()
    assert story.subscription.state == "trial"
    assert not story.mine("charge")
    story.pass_time(61)
    story.hear()
    assert len(story.mine("charge")) == 1
    return story.compare_books()


TOLD = (
    forged, altered, old, replayed, shuffled, never_told, missed_renewal, of_nobody,
    of_another_account, of_another_tenant, pressed_twice, two_windows, paid_meanwhile,
    browser_closed, declined, late_success, ended, off_by_one, wrong_at_provider, two_at_provider,
    used_once, trial_kept,
)  # fmt: skip
STEPS = (
    (buy_by_card, CARD_STEPS), (buy_by_transfer, TRANSFER_STEPS), (come_back, BACK_STEPS),
    (settle_transfer, SETTLE_STEPS), (change_plan, CHANGE_STEPS),
)  # fmt: skip


def all_cases():
    """Name and story, every one of them."""
    for story in TOLD:
        yield story.__name__, story
    for story, steps in STEPS:
        for step in steps:
            for how in LOST:
                name = f"{story.__name__} {' '.join(step)} {how}"
                yield name, lambda world, s=story, t=step, h=how: s(world, t, h)


