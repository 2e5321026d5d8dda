"""Payments nobody tells the end of are asked about, again and again, until they are paid."""

from datetime import timedelta

import pytest

from motcua.kernel.actors import SYSTEM
from motcua.payments import api as payments
from motcua.payments.contrib.vnpay.gateway import VnpayGateway
from motcua.payments.models import GatewayAccount, PaymentAttempt
from tests.factories import payments as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider(monkeypatch):
    """``provider["code"]``: what the provider says of every payment; ``""`` for nothing known."""
    said = {"code": "", "asked": 0}

    def query(_self, request, account):
        said["asked"] += 1
        if said["code"] == "down":
            raise payments.ProviderUnreachable("down")
        if not said["code"]:
            return None
        message = make.notice(request.reference, code=said["code"])
        return VnpayGateway().parse_webhook(message, account)

    monkeypatch.setattr(VnpayGateway, "query", query)
    return said


def test_a_silent_provider_is_asked_until_the_money_is_there(vnpay, now, provider):
    order = make.open_order(now)
    attempt = make.begin(order, now)
    assert payments.query_due(now=now + timedelta(minutes=4)) == 0
    assert payments.query_due(now=now + timedelta(minutes=5)) == 1
    assert payments.query_due(now=now + timedelta(minutes=6)) == 0
    provider["code"] = "51"
    assert payments.query_due(now=now + timedelta(minutes=20)) == 1
    attempt.refresh_from_db()
    assert attempt.status == "failed"
    provider["code"] = "00"
    assert payments.query_due(now=now + timedelta(hours=1)) == 1
    assert payments.get_order(order.id).is_paid
    assert payments.query_due(now=now + timedelta(days=30)) == 0
    assert provider["asked"] == 3


def test_it_ends_after_three_days(vnpay, now, provider):
    attempt = make.begin(make.open_order(now), now)
    for days in (3, 4, 5):
        payments.query_due(now=now + timedelta(days=days))
    assert provider["asked"] == 1
    attempt.refresh_from_db()
    assert attempt.next_query_at is None


def test_a_provider_that_is_down_is_left_alone_and_nothing_is_forgotten(vnpay, now, provider):
    for _ in range(5):
        make.begin(make.open_order(now), now)
    provider["code"] = "down"
    assert payments.query_due(now=now + timedelta(minutes=5)) == 0
    assert provider["asked"] == 2
    provider["code"] = "00"
    assert payments.query_due(now=now + timedelta(minutes=20)) == 5
    assert PaymentAttempt.objects.filter(status="succeeded").count() == 5


def test_a_gateway_switched_off_still_brings_what_was_begun(vnpay, now, provider):
    told, asked = make.open_order(now), make.open_order(now)
    message = make.notice(make.begin(told, now).reference)
    make.begin(asked, now)
    GatewayAccount.objects.update(is_enabled=False)
    with pytest.raises(payments.GatewayNotConfigured):
        make.begin(told, now)
    assert payments.handle_ipn(gateway=make.VNPAY, params=message, now=now).outcome == "settled"
    provider["code"] = "00"
    payments.query_due(now=now + timedelta(minutes=5))
    assert payments.get_order(asked.id).is_paid


def test_what_costs_payers_nothing_comes_first_until_the_tenant_chooses(vnpay, now):
    make.configure_transfer(now)
    keys = lambda: [each.key for each in payments.list_gateways()]  # noqa: E731
    assert keys() == ["gateway.vnpay", "gateway.transfer", "gateway.counter"]
    payments.move_account_up(key="gateway.transfer", by=SYSTEM, now=now)
    assert keys() == ["gateway.transfer", "gateway.vnpay", "gateway.counter"]
    shown = [each.key for each in payments.list_accounts() if each.is_set]
    assert shown == ["gateway.transfer", "gateway.vnpay"]
