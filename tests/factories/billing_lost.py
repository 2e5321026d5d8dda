"""Every call of the ways to a plan, lost on the way there and on the way back."""

from contextlib import suppress

from django.utils import timezone

from billing.api import (
    ProviderDown,
    finish_checkout,
    open_order_of,
)
from billing.operations import sweep
from tests.factories.billing_story import Story, checkout_of
from tests.factories.billing_told import TOLD

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
