"""Notices, people and money that go astray: one story each."""

import json
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from billing.api import (
    Meter,
    OrderRefused,
    ProviderRefused,
    SettlementRefused,
    count_usage,
    end_plan,
    finish_checkout,
    list_invoices,
    open_order_of,
    reconcile,
    start_trial,
)
from billing.contrib.stripe import keys
from billing.contrib.stripe_simulator import catalogue, sending, sessions, store, subscriptions
from billing.contrib.stripe_simulator import invoices as sim_invoices
from billing.models import EventState, ProviderEvent, Subscription
from billing.operations import sweep
from billing.operations.report_usage import report_usage
from billing.operations.take_event import process_event, process_waiting
from tests.factories.billing import technician
from tests.factories.billing_story import COMMUNE, Story, checkout_of, shared

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
        store.put("checkout.session", session | {"expires_at": 1}, customer=session["customer"])
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
