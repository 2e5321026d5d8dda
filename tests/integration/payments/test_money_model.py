"""Whatever comes in whatever order, no đồng is lost and none is kept twice.

The ledger beside the product counts what really moved; afterwards it is compared with what the
product holds for the order and what it owes back.
"""

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.kernel import events
from motcua.kernel.actors import SYSTEM
from motcua.payments import api as payments
from motcua.payments.models import PaymentAttempt, PaymentOrder, Receipt, Refund
from tests.factories import payments as make

pytestmark = pytest.mark.django_db

OWED = 16_000
ATTEMPT = st.integers(0, 1)
DEEDS = st.one_of(
    st.tuples(st.just("notice"), ATTEMPT, st.sampled_from(["00", "24", "51", "07"])),
    st.tuples(st.just("false notice"), ATTEMPT, st.sampled_from([OWED - 1, OWED + 1, 1])),
    st.tuples(st.just("settled"), ATTEMPT, st.sampled_from([OWED, OWED, OWED - 1])),
    st.tuples(st.just("transfer"), st.sampled_from([1, 6_000, 10_000, OWED, OWED + 1])),
    st.tuples(st.just("counter")),
    st.tuples(st.just("cancel")),
    st.tuples(st.just("begin")),
)


class World:
    """One order, two attempts, and a ledger of what moved."""

    def __init__(self, now):
        self.now = now
        self.order = make.open_order(now, amount=OWED)
        self.attempts = [make.begin(self.order, now), make.begin(self.order, now)]
        self.moved = {}
        self.transfers = 0

    def notice(self, place, code):
        attempt = self.attempts[place]
        payments.handle_ipn(
            gateway=make.VNPAY, params=make.notice(attempt.reference, code=code), now=self.now
        )
        if code == "00":
            self.moved[attempt.id] = OWED

    def false_notice(self, place, amount):
        reply = payments.handle_ipn(
            gateway=make.VNPAY,
            params=make.notice(self.attempts[place].reference, amount=amount),
            now=self.now,
        )
        assert reply.body["RspCode"] == "04"

    def settled(self, place, amount):
        attempt = self.attempts[place]
        line = ("15/06/2026", attempt.reference, amount, f"N{place}")
        try:
            payments.import_statement(
                gateway=make.VNPAY,
                name="x",
                content=make.settlement_csv(line),
                by=make.accountant(),
                now=self.now,
            )
        except payments.StatementRefused:
            return  # the same file again
        if amount == OWED:
            self.moved[attempt.id] = OWED

    def transfer(self, amount):
        self.transfers += 1
        line = ("15/06/2026", amount, f"FT{self.transfers}", self.order.reference)
        for _again in range(2):
            try:
                payments.import_statement(
                    gateway=make.TRANSFER,
                    name="x",
                    content=make.bank_csv(line),
                    by=make.accountant(),
                    now=self.now,
                )
            except payments.StatementRefused:
                continue
            self.moved[f"FT{self.transfers}"] = amount

    def counter(self):
        left = payments.get_order(self.order.id).remaining.minor
        try:
            payments.collect_at_counter(order_id=self.order.id, by=make.cashier(), now=self.now)
        except payments.OrderNotPayable:
            return
        self.moved["cash"] = left

    def cancel(self):
        try:
            payments.cancel_order(order_id=self.order.id, reason="x", by=SYSTEM, now=self.now)
        except payments.OrderNotPayable:
            return

    def begin(self):
        try:
            make.begin(self.order, self.now)
        except payments.OrderNotPayable:
            return

    def check(self, paid_events):
        order = PaymentOrder.objects.get(pk=self.order.id)
        received = PaymentAttempt.objects.filter(order=order).aggregate(sum=Sum("received"))
        owed_back = Refund.objects.filter(order=order).aggregate(sum=Sum("amount"))["sum"] or 0
        moved = sum(self.moved.values())
        assert (received["sum"] or 0) == moved
        assert order.credited + owed_back == moved
        assert order.credited <= OWED
        is_paid = order.status == "paid"
        assert is_paid == (order.credited == OWED)
        assert Receipt.objects.filter(order=order).count() == int(is_paid)
        assert len(paid_events) == int(is_paid)


@given(deeds=st.lists(DEEDS, max_size=7))
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_what_came_in_is_held_or_owed_back_to_the_last_dong(vnpay, now, monkeypatch, deeds):
    heard = []
    monkeypatch.setitem(
        events._immediate, payments.OrderPaid, [lambda event, _at: heard.append(event)]
    )
    with transaction.atomic():
        make.configure_transfer(now)
        world = World(now)
        for name, *arguments in deeds:
            getattr(world, name.replace(" ", "_"))(*arguments)
        world.check(heard)
        transaction.set_rollback(True)
