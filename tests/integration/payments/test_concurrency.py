"""The same notice, form or person many times at the very same moment, each on its own connection."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from motcua.kernel import audit
from motcua.kernel.actors import SYSTEM
from motcua.kernel.ids import new_id
from motcua.payments import api as payments
from motcua.payments.models import PaymentAttempt, ProviderMessage, Receipt
from tenants.api import find_tenant, in_tenant
from tests.factories import payments as make

AT_ONCE = 6

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def schema(now):
    found = find_tenant(slug="lam-dong").schema_name
    with in_tenant(found):
        make.configure_vnpay(now)
    return found


def all_at_once(schema, act):
    ready = Barrier(AT_ONCE)

    def one(number):
        try:
            with in_tenant(schema):
                ready.wait(timeout=20)
                return act(number)
        except Exception as failed:  # noqa: BLE001 -- the outcome under test
            return failed
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(AT_ONCE)))


def test_the_same_notice_at_once_pays_once(schema, now):
    with in_tenant(schema):
        order = make.open_order(now)
        message = make.notice(make.begin(order, now).reference)
    replies = all_at_once(
        schema,
        lambda _n: payments.handle_ipn(gateway=make.VNPAY, params=message, now=now).body["RspCode"],
    )
    assert sorted(map(str, replies)) == ["00"] + ["02"] * (AT_ONCE - 1)
    with in_tenant(schema):
        assert Receipt.objects.filter(order_id=order.id).count() == 1
        stored = ProviderMessage.objects.get(content__vnp_TxnRef=message["vnp_TxnRef"])
        assert stored.arrival_count == AT_ONCE
        assert audit.verify_chain(f"order:{order.id}").intact


def test_notice_counter_and_cancelling_at_once_leave_one_truth(schema, now):
    with in_tenant(schema):
        order = make.open_order(now)
        message = make.notice(make.begin(order, now).reference)

    def act(number):
        if number % 3 == 0:
            return payments.handle_ipn(gateway=make.VNPAY, params=message, now=now)
        if number % 3 == 1:
            return payments.collect_at_counter(order_id=order.id, by=make.cashier(), now=now)
        return payments.cancel_order(order_id=order.id, reason="x", by=SYSTEM, now=now)

    outcomes = all_at_once(schema, act)
    unexpected = [
        each
        for each in outcomes
        if isinstance(each, Exception) and not isinstance(each, payments.OrderNotPayable)
    ]
    assert unexpected == []
    with in_tenant(schema):
        found = payments.get_order(order.id)
        money = PaymentAttempt.objects.filter(order_id=order.id, status="succeeded").count()
        due = PaymentAttempt.objects.filter(order_id=order.id, refund_due_at__isnull=False).count()
        receipts = Receipt.objects.filter(order_id=order.id).count()
        assert found.status in {"paid", "refund_due"}
        assert money - due == receipts == (1 if found.is_paid else 0)


def test_one_order_for_who_asks_at_once(schema, now):
    subject = f"case:{new_id()}"
    orders = all_at_once(schema, lambda _n: make.open_order(now, subject=subject).id)
    assert len(set(orders)) == 1
    with in_tenant(schema):
        first = payments.get_order(orders[0])
        receipts = all_at_once(
            schema,
            lambda _n: payments.collect_at_counter(order_id=first.id, by=make.cashier(), now=now),
        )
    assert sum(isinstance(each, payments.ReceiptView) for each in receipts) == 1
