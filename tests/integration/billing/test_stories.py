"""Buying, changing and ending a plan with something going wrong, in one process.

The whole table (every call lost on its way there and back) runs over HTTP in ``make prove-saas``;
here each kind of it once.
"""

from functools import partial

from tests.cases import try_each
from tests.factories import billing, billing_lost
from tests.factories.billing_lost import LOST, STEPS
from tests.factories.billing_story import World
from tests.factories.billing_told import TOLD

# The last call of each way is the one with the most behind it.
HERE = (
    ("buy_by_card", ("post", "/checkout/sessions")),
    ("buy_by_transfer", ("post", "/subscriptions")),
    ("come_back", ("get", "/subscriptions/ID")),
    ("settle_transfer", ("post", "/pay")),
    ("change_plan", ("post", "/subscriptions/ID")),
)


def world():
    broken = partial(billing.break_once, billing.InProcess.faults)
    return World(broken=broken, pay=billing.pay, post=billing.post_webhook)


def test_notices_people_and_money_that_go_astray(db, monkeypatch):
    billing.wire(monkeypatch)
    try_each(TOLD, lambda story: story(world()), name=lambda story: story.__name__)


def test_a_lost_call_is_made_again_and_done_once(db, monkeypatch):
    billing.wire(monkeypatch)
    cases = [(name, step, how) for name, step in HERE for how in LOST]
    known = {step for story, steps in STEPS for step in steps}
    assert {step for _name, step in HERE} <= known

    def judge(case):
        name, step, how = case
        getattr(billing_lost, name)(world(), step, how)

    try_each(cases, judge, name=str)
