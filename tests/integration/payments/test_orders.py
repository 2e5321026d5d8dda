from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from motcua.kernel import audit
from motcua.kernel.actors import ANONYMOUS, SYSTEM, PermissionMissing
from motcua.kernel.ids import new_id
from motcua.payments import api as payments
from motcua.payments.errors import ReturnAddressRefused
from motcua.payments.models import GatewayAccount, PaymentAttempt, PaymentOrder, Receipt
from tenants.api import in_tenant, tenant_url
from tenants.context import as_owner
from tests.factories import payments as make

pytestmark = pytest.mark.django_db


def test_asking_again_for_the_same_fee_is_the_same_order(inside_province, now):
    first = make.open_order(now, subject="case:1")
    again = make.open_order(now + timedelta(hours=1), subject="case:1")
    assert again == first
    assert PaymentOrder.objects.filter(subject="case:1").count() == 1
    assert first.total.display() == "16.000 đ"


def test_another_fee_replaces_an_unpaid_order(inside_province, now):
    first = make.open_order(now, subject="draft:1", amount=8000)
    second = make.open_order(now + timedelta(minutes=1), subject="draft:1", amount=16000)
    assert payments.get_order(first.id).status == "cancelled"
    assert payments.find_order("draft:1") == second
    assert payments.find_orders(["draft:1", "draft:2"]) == {"draft:1": second}


def test_another_fee_for_what_was_paid_is_refused(inside_province, now):
    first = make.open_order(now, subject="case:1", amount=8000)
    payments.collect_at_counter(order_id=first.id, by=make.cashier(), now=now)
    with pytest.raises(payments.OrderPaidAlready):
        make.open_order(now, subject="case:1", amount=16000)
    assert make.open_order(now, subject="case:1", amount=8000).is_paid


@pytest.mark.parametrize("subject", ["", "case:", "1", "staff:1", "case:" + "x" * 100])
def test_a_subject_must_name_a_case_draft_or_submission(inside_province, now, subject):
    with pytest.raises(payments.LinesInvalid.__mro__[1]):
        payments.open_order(subject=subject, lines=[make.line()], payer="", by=SYSTEM, now=now)
    assert not PaymentOrder.objects.exists()


def test_cash_at_the_counter_pays_and_gives_a_numbered_receipt(inside_province, now):
    order, other = make.open_order(now), make.open_order(now)
    receipt = payments.collect_at_counter(order_id=order.id, by=make.cashier(), now=now)
    second = payments.collect_at_counter(order_id=other.id, by=make.cashier(), now=now)
    assert payments.get_order(order.id).is_paid
    assert (receipt.method, receipt.total, receipt.lines) == ("cash", order.total, order.lines)
    assert receipt.number.startswith("BL-2026-")
    assert int(second.number[-6:]) == int(receipt.number[-6:]) + 1
    assert payments.find_receipt(order.id) == receipt
    actions = [entry.action for entry in audit.read_chain(f"order:{order.id}")]
    assert actions == ["payments.order_opened", "payments.order_paid"]
    assert audit.verify_chain(f"order:{order.id}").intact


def test_the_counter_takes_money_once(inside_province, now):
    order, cashier = make.open_order(now), make.cashier()
    given = {"order_id": order.id, "by": cashier, "now": now}
    first = payments.collect_at_counter(**given, idempotency_key="k")
    assert payments.collect_at_counter(**given, idempotency_key="k") == first
    with pytest.raises(payments.OrderNotPayable):
        payments.collect_at_counter(**given)
    assert PaymentAttempt.objects.filter(order_id=order.id).count() == 1


def test_only_those_allowed_take_money(inside_province, now):
    order = make.open_order(now)
    with pytest.raises(PermissionMissing):
        payments.collect_at_counter(order_id=order.id, by=ANONYMOUS, now=now)
    assert payments.get_order(order.id).is_pending


def test_a_receipt_never_changes(inside_province, now):
    order = make.open_order(now)
    payments.collect_at_counter(order_id=order.id, by=make.cashier(), now=now)
    rows = Receipt.objects.filter(order_id=order.id)
    for change in (lambda: rows.update(amount=1), rows.delete):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            change()
        with pytest.raises(IntegrityError), transaction.atomic(), as_owner():
            change()


def test_cancelling_is_once_and_never_after_payment(inside_province, now):
    order, paid = make.open_order(now), make.open_order(now)
    for _ in range(2):
        cancelled = payments.cancel_order(order_id=order.id, reason="rút", by=SYSTEM, now=now)
        assert cancelled.status == "cancelled"
    payments.collect_at_counter(order_id=paid.id, by=make.cashier(), now=now)
    with pytest.raises(payments.OrderNotPayable):
        payments.cancel_order(order_id=paid.id, reason="rút", by=SYSTEM, now=now)
    with pytest.raises(payments.OrderNotPayable):
        payments.collect_at_counter(order_id=order.id, by=make.cashier(), now=now)


def test_the_database_refuses_half_a_payment(inside_province, now):
    order = make.open_order(now)
    rows = PaymentOrder.objects.filter(pk=order.id)
    for change in ({"paid_at": now}, {"status": "paid"}, {"amount": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)


def test_a_missing_order_is_named_so(inside_province, now):
    with pytest.raises(payments.OrderMissing):
        payments.get_order(new_id())
    with pytest.raises(payments.OrderMissing):
        payments.collect_at_counter(order_id=new_id(), by=make.cashier(), now=now)


def test_the_neighbour_sees_nothing(province, ministry, now):
    with in_tenant(province.schema_name):
        order = make.open_order(now, subject="case:1")
    with in_tenant(ministry.schema_name):
        assert payments.find_order("case:1") is None
        assert payments.list_orders() == []
        with pytest.raises(payments.OrderMissing):
            payments.get_order(order.id)


def test_a_begun_attempt_leads_to_the_gateway(vnpay, now):
    order = make.open_order(now)
    given = {
        "order_id": order.id,
        "gateway": make.VNPAY,
        "return_url": tenant_url("/thanh-toan/xong/"),
        "ip": "127.0.0.1",
        "now": now,
    }
    redirect = payments.begin_attempt(**given, idempotency_key="k")
    assert redirect.url.startswith("https://sandbox.example/pay?")
    assert redirect.origin == "https://sandbox.example"
    assert payments.begin_attempt(**given, idempotency_key="k") == redirect
    assert payments.begin_attempt(**given).reference != redirect.reference
    later = {**given, "now": now + timedelta(hours=1)}
    payments.begin_attempt(**later)
    statuses = [attempt.status for attempt in payments.list_attempts(order.id)]
    assert statuses == ["expired", "expired", "begun"]


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/",
        "//evil.example/",
        "http://lam-dong.motcua.localhost.evil.example/",
        "http://bqp.motcua.localhost/x",
        "/thanh-toan/",
        "http://lam-dong.motcua.localhost/x\r\nSet-Cookie: a",
    ],
)
def test_the_payer_comes_back_to_this_tenant_only(vnpay, now, url):
    order = make.open_order(now)
    with pytest.raises(ReturnAddressRefused):
        payments.begin_attempt(
            order_id=order.id, gateway=make.VNPAY, return_url=url, ip="", now=now
        )


def test_only_configured_gateways_are_offered(inside_province, now):
    assert [each.key for each in payments.list_gateways()] == ["gateway.counter"]
    order = make.open_order(now)
    with pytest.raises(payments.GatewayNotConfigured):
        make.begin(order, now)
    make.configure_vnpay(now)
    assert [each.key for each in payments.list_gateways(is_online=True)] == [make.VNPAY]


def test_attempts_are_bounded_and_only_for_pending_orders(vnpay, now, monkeypatch):
    monkeypatch.setattr("motcua.payments.operations.begin_attempt.MAX_ATTEMPTS", 2)
    order = make.open_order(now)
    make.begin(order, now)
    make.begin(order, now)
    with pytest.raises(payments.TooManyAttempts):
        make.begin(order, now)
    payments.cancel_order(order_id=order.id, reason="", by=SYSTEM, now=now)
    with pytest.raises(payments.OrderNotPayable):
        make.begin(order, now)


def test_secrets_are_sealed_and_settings_need_permission(vnpay, now):
    with connection.cursor() as cursor:
        cursor.execute("SELECT secrets, options::text FROM payments_gatewayaccount")
        sealed, options = cursor.fetchone()
    assert make.SECRET.encode() not in bytes(sealed)
    assert make.SECRET not in options
    entries = audit.read_chain(f"gateway:{make.VNPAY}")
    assert entries
    assert make.SECRET not in str(entries)
    with pytest.raises(PermissionMissing):
        payments.configure_gateway(
            key=make.VNPAY, options={}, secrets={}, by=make.cashier(), now=now
        )
    assert GatewayAccount.objects.get().secrets == {"hash_secret": make.SECRET}


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_the_same_number_of_questions(
    inside_province, now, count, django_assert_num_queries
):
    orders = [make.open_order(now) for _ in range(count)]
    with django_assert_num_queries(1):
        assert len(payments.list_orders()) == count
    with django_assert_num_queries(1):
        assert len(payments.find_orders([order.subject for order in orders])) == count
    with django_assert_num_queries(1):
        payments.list_refunds_due()
