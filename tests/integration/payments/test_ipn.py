from datetime import timedelta

import pytest
from django.core.cache import cache

from motcua.kernel import audit, events
from motcua.kernel.actors import SYSTEM
from motcua.payments import api as payments
from motcua.payments.models import PaymentAttempt, PaymentOrder, ProviderMessage, Receipt
from tenants.api import in_tenant
from tests.factories import payments as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def paid_events(monkeypatch):
    """Events of payments published during the test."""
    heard = []
    for kind in (payments.OrderPaid, payments.RefundDue):
        monkeypatch.setitem(events._immediate, kind, [lambda event, _at: heard.append(event)])
    return heard


def tell(message, now):
    return payments.handle_ipn(gateway=make.VNPAY, params=message, now=now).body["RspCode"]


def test_the_notice_pays_the_order_once(vnpay, now, paid_events):
    order = make.open_order(now)
    attempt = make.begin(order, now)
    message = make.notice(attempt.reference)
    assert tell(message, now) == "00"
    assert [tell(message, now) for _ in range(9)] == ["02"] * 9
    attempt.refresh_from_db()
    assert payments.get_order(order.id).is_paid
    assert (attempt.status, attempt.provider_transaction) == ("succeeded", "14000001")
    assert len(paid_events) == 1
    assert paid_events[0].subject == order.subject
    assert paid_events[0].method == "online"
    assert Receipt.objects.filter(order_id=order.id).count() == 1
    stored = ProviderMessage.objects.get()
    assert (stored.arrival_count, stored.outcome) == (10, "settled")
    assert stored.content["vnp_TxnRef"] == attempt.reference


def test_a_reference_nobody_knows_is_answered_01(vnpay, now):
    assert tell(make.notice("NOBODY"), now) == "01"


def test_a_wrong_amount_is_answered_04_and_pays_nothing(vnpay, now, paid_events):
    order = make.open_order(now)
    attempt = make.begin(order, now)
    for amount in (15999, 16001, 1, 0):
        assert tell(make.notice(attempt.reference, amount=amount), now) == "04"
        assert tell(make.notice(attempt.reference, amount=amount), now) == "04"
    assert payments.get_order(order.id).is_pending
    assert paid_events == []
    assert "payments.wrong_amount" in {
        entry.action for entry in audit.read_chain(f"order:{order.id}")
    }
    assert tell(make.notice(attempt.reference), now) == "00"


def test_an_altered_or_unsigned_notice_is_answered_97_and_kept(vnpay, now):
    order = make.open_order(now)
    attempt = make.begin(order, now)
    good = make.notice(attempt.reference, code="24")
    forged = [
        {**good, "vnp_ResponseCode": "00", "vnp_TransactionStatus": "00"},
        {**good, "vnp_SecureHash": ""},
        {name: value for name, value in good.items() if name != "vnp_SecureHash"},
        make.notice(attempt.reference, secret="guess"),
        {},
        {"vnp_SecureHash": "é", "vnp_TxnRef": "\x00" * 2000},
    ]
    assert [tell(message, now) for message in forged] == ["97"] * len(forged)
    assert payments.get_order(order.id).is_pending
    assert set(ProviderMessage.objects.values_list("outcome", flat=True)) == {"bad_signature"}


def test_another_merchant_s_money_pays_nothing_here(vnpay, now):
    attempt = make.begin(make.open_order(now), now)
    assert tell(make.notice(attempt.reference, merchant="OTHER001"), now) == "01"
    attempt.refresh_from_db()
    assert attempt.status == "begun"


def test_without_an_account_nothing_is_believed(inside_province, now):
    assert tell(make.notice("X"), now) == "99"


def test_a_success_three_days_after_a_failure_still_pays(vnpay, now, paid_events):
    order = make.open_order(now)
    attempt = make.begin(order, now)
    assert tell(make.notice(attempt.reference, code="51"), now) == "00"
    assert payments.get_order(order.id).is_pending
    late = now + timedelta(days=3)
    assert tell(make.notice(attempt.reference), late) == "00"
    assert tell(make.notice(attempt.reference, code="24"), late) == "02"
    assert payments.get_order(order.id).is_paid
    assert len(paid_events) == 1


def test_money_for_a_cancelled_order_must_go_back(vnpay, now, paid_events):
    order = make.open_order(now)
    attempt = make.begin(order, now)
    payments.cancel_order(order_id=order.id, reason="withdrawn", by=SYSTEM, now=now)
    assert tell(make.notice(attempt.reference), now) == "00"
    assert payments.get_order(order.id).status == "refund_due"
    assert [event.reason for event in paid_events] == ["cancelled"]
    assert [due.id for due in payments.list_refunds_due()] == [attempt.id]
    assert not Receipt.objects.filter(order_id=order.id).exists()


def test_money_that_came_twice_must_go_back_once(vnpay, now, paid_events):
    order = make.open_order(now)
    first, second = make.begin(order, now), make.begin(order, now)
    assert tell(make.notice(second.reference, transaction="2"), now) == "00"
    assert tell(make.notice(first.reference, transaction="1"), now) == "00"
    assert payments.get_order(order.id).is_paid
    assert [type(event).__name__ for event in paid_events] == ["OrderPaid", "RefundDue"]
    assert [due.id for due in payments.list_refunds_due()] == [first.id]


def test_a_doubtful_payment_waits_for_a_person(vnpay, now):
    order = make.open_order(now)
    attempt = make.begin(order, now)
    assert tell(make.notice(attempt.reference, code="07"), now) == "00"
    attempt.refresh_from_db()
    assert attempt.status == "unknown"
    assert payments.get_order(order.id).is_pending


def test_equal_references_of_two_tenants_stay_apart(province, ministry, now):
    for tenant, secret in ((province, "secret-a"), (ministry, "secret-b")):
        with in_tenant(tenant.schema_name):
            make.configure_vnpay(now, code=f"CODE{secret[-1]}", secret=secret)
            attempt = make.begin(make.open_order(now, subject="case:1"), now)
            PaymentAttempt.objects.filter(pk=attempt.pk).update(reference="SAME")
    message = make.notice("SAME", merchant="CODEa", secret="secret-a")
    with in_tenant(ministry.schema_name):
        assert tell(message, now) == "97"
        assert payments.find_order("case:1").is_pending
    with in_tenant(province.schema_name):
        assert tell(message, now) == "00"
        assert payments.find_order("case:1").is_paid
    with in_tenant(ministry.schema_name):
        assert payments.find_order("case:1").is_pending


def test_a_process_killed_before_the_effect_loses_nothing(vnpay, now, monkeypatch):
    """The message is stored, the effect is not; the provider asks again and gets it."""
    order = make.open_order(now)
    message = make.notice(make.begin(order, now).reference)

    def killed(**_kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("motcua.payments.operations.handle_ipn.apply_notice", killed)
        with pytest.raises(KeyboardInterrupt):
            tell(message, now)
    assert ProviderMessage.objects.get().processed_at is None
    assert payments.get_order(order.id).is_pending
    assert tell(message, now) == "00"
    assert payments.get_order(order.id).is_paid


def test_the_browser_shows_and_never_decides(vnpay, now):
    order = make.open_order(now)
    attempt = make.begin(order, now)
    message = make.notice(attempt.reference)
    shown = payments.record_return(gateway=make.VNPAY, params=message, now=now)
    assert (shown.is_genuine, shown.said) == (True, "succeeded")
    assert shown.order.is_pending
    assert payments.get_order(order.id).is_pending
    forged = payments.record_return(
        gateway=make.VNPAY, params={**message, "vnp_Amount": "1"}, now=now
    )
    assert (forged.is_genuine, forged.order) == (False, None)
    assert tell(message, now) == "00"
    again = payments.record_return(gateway=make.VNPAY, params=message, now=now)
    assert again.order.is_paid


def test_the_number_of_questions_does_not_grow_with_attempts(
    vnpay, now, django_assert_max_num_queries
):
    order = make.open_order(now)
    for _ in range(5):
        make.begin(order, now)
    message = make.notice(make.begin(order, now).reference)
    with django_assert_max_num_queries(40):
        assert tell(message, now) == "00"
    with django_assert_max_num_queries(16):
        assert tell(message, now) == "02"


class TestAddress:
    URL = "/thanh-toan/vnpay/ipn"

    @pytest.fixture(autouse=True)
    def _no_limits_left(self):
        cache.clear()

    def test_vnpay_calls_with_get_and_gets_its_codes(self, vnpay, tenant_client, now):
        order = make.open_order(now)
        message = make.notice(make.begin(order, now).reference)
        client = tenant_client("lam-dong")
        answers = [client.get(self.URL, message) for _ in range(2)]
        assert [answer.json()["RspCode"] for answer in answers] == ["00", "02"]
        assert answers[0].json().keys() == {"RspCode", "Message"}
        assert not answers[0].cookies
        assert "no-store" in answers[0].headers["Cache-Control"]
        with in_tenant(vnpay.schema_name):
            assert PaymentOrder.objects.get(pk=order.id).status == "paid"

    def test_the_neighbour_s_host_knows_nothing_of_it(self, vnpay, tenant_client, now):
        message = make.notice(make.begin(make.open_order(now), now).reference)
        answer = tenant_client("bqp").get(self.URL, message)
        assert answer.json()["RspCode"] == "99"

    @pytest.mark.parametrize("path", ["/thanh-toan/counter/ipn", "/thanh-toan/x/ipn"])
    def test_other_gateways_have_no_such_address(self, vnpay, tenant_client, path):
        assert tenant_client("lam-dong").get(path).status_code == 404

    def test_only_get(self, vnpay, tenant_client):
        assert tenant_client("lam-dong").post(self.URL, {}).status_code == 405

    @pytest.mark.parametrize(
        "params",
        [{}, {"vnp_SecureHash": "x" * 5000}, {"vnp_Amount": ["1", "2"]}, {"\x01": "\ud7ff"}],
    )
    def test_rubbish_is_answered_not_crashed_on(self, vnpay, tenant_client, params):
        answer = tenant_client("lam-dong").get(self.URL, params)
        assert (answer.status_code, answer.json()["RspCode"]) == (200, "97")

    def test_a_flood_is_turned_away(self, vnpay, tenant_client, monkeypatch):
        monkeypatch.setattr("motcua.payments.views._ALLOWED_A_MINUTE", 2)
        client = tenant_client("lam-dong")
        statuses = [client.get(self.URL).status_code for _ in range(3)]
        assert statuses == [200, 200, 429]
