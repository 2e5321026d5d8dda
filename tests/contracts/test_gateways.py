"""What every gateway owes, whoever wrote it. Each brings a sample of its messages."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests

from motcua.kernel import http
from motcua.kernel.money import Money
from motcua.payments.contrib.simulator.merchants import code_of, secret_of
from motcua.payments.domain.notices import Outcome, Result
from motcua.payments.errors import GatewayOptionsInvalid, NotSupported, SignatureRefused
from motcua.payments.registry import PayRequest, gateways
from tests.factories import payments as make

NOW = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)


@dataclass
class Sample:
    """``message`` makes a signed notice; ``answer`` what its server says when called."""

    options: dict[str, Any]
    secrets: dict[str, Any]
    message: Any = None
    answer: Any = None


BANK = {"bank_name": "B", "account_number": "12345", "account_name": "UBND"}
SAMPLES = {
    "gateway.counter": Sample({}, {}),
    "gateway.transfer": Sample(BANK, {}),
    "gateway.vietqr": Sample({**BANK, "bank_bin": "970436"}, {}),
    "gateway.momo": Sample(
        {
            "partner_code": "P1",
            "access_key": make.MOMO_ACCESS,
            "api_url": "http://motcua.localhost/momo",
        },
        {"secret_key": make.SECRET},
        lambda **fields: make.momo_notice(merchant="P1", **fields),
        lambda fields: {
            "resultCode": 0,
            "payUrl": f"http://motcua.localhost/pay?t={fields['orderId']}",
        },
    ),
    "gateway.national": Sample(
        {
            "partner_code": "P1",
            "init_url": "http://motcua.localhost/init",
            "query_url": "http://motcua.localhost/query",
            "account_number": "3751",
            "account_name": "KBNN",
            "bank_code": "KBNN",
            "unit_code": "H36",
            "unit_name": "UBND",
        },
        {"secret_key": make.SECRET},
        lambda **fields: make.national_notice(merchant="P1", **fields),
        lambda fields: {
            "error_code": "0",
            "message": json.dumps(
                {"UrlThanhToan": f"http://motcua.localhost/pay?t={fields['MaThamChieu']}"}
            ),
        },
    ),
    "gateway.vnpay": Sample(
        {
            "tmn_code": code_of("x"),
            "pay_url": "http://motcua.localhost/pay",
            "api_url": "http://motcua.localhost/api",
        },
        {"hash_secret": secret_of("x")},
        lambda **fields: make.notice(merchant=code_of("x"), secret=secret_of("x"), **fields),
    ),
}


@pytest.fixture(params=gateways.keys())
def gateway(request):
    return gateways.get(request.param)


@pytest.fixture
def sample(gateway):
    assert gateway.key in SAMPLES, f"{gateway.key} has no sample for its contract"
    return SAMPLES[gateway.key]


@pytest.fixture
def account(gateway, sample):
    return gateway.check(options=sample.options, secrets=sample.secrets)


def pay_request():
    return PayRequest(
        reference="REF1",
        total=Money(16000),
        purpose="Nộp phí",
        return_url="http://x.localhost/xong",
        ip="127.0.0.1",
        language="vi",
        begun_at=NOW,
        expires_at=NOW + timedelta(minutes=15),
        notify_url="http://x.localhost/thanh-toan/x/ipn",
        order_reference="TT-ABCDEFGH2345",
        lines=(make.line(16000),),
    )


def test_key_title_and_method(gateway):
    assert gateway.key.startswith("gateway.")
    assert str(gateway.title)
    assert gateway.method in {"cash", "transfer", "online"}


def test_settings_are_checked(gateway, sample):
    with pytest.raises(GatewayOptionsInvalid):
        gateway.check(options={**sample.options, "surprise": 1}, secrets=sample.secrets)


def test_secrets_do_not_show(sample, account):
    assert all(secret not in repr(account) for secret in sample.secrets.values())


@pytest.fixture(autouse=True)
def _server(sample, monkeypatch):
    """The provider's server, as far as beginning goes."""

    class Session:
        def __enter__(self):
            return self

        def __exit__(self, *_failure):
            return None

        def post(self, _url, *, json, **_options):
            made = requests.Response()
            made.status_code, made._content = 200, dumps(sample.answer(json))
            return made

    monkeypatch.setattr(http, "session", Session)


def dumps(answer):
    return json.dumps(answer).encode()


def test_transfers_say_where_to_send_the_money(gateway, account):
    if gateway.method != "transfer":
        with pytest.raises(NotSupported):
            gateway.instruct(pay_request(), account)
        return
    shown = gateway.instruct(pay_request(), account)
    assert (shown.amount, shown.memo) == (Money(16000), "TTABCDEFGH2345")
    assert shown.account_number == "12345"


def test_begins_by_an_address_or_says_that_it_cannot(gateway, account, sample):
    if not gateway.is_online:
        with pytest.raises(NotSupported):
            gateway.begin(pay_request(), account)
        return
    url = gateway.begin(pay_request(), account)
    assert url.startswith(("https://", "http://motcua.localhost/"))
    assert "REF1" in url
    assert gateway.begin(pay_request(), account) == url
    assert all(secret not in url for secret in sample.secrets.values())


def test_believes_what_is_signed_and_nothing_else(gateway, account, sample):
    if sample.message is None:
        for parse in (gateway.parse_webhook, gateway.parse_return):
            with pytest.raises(NotSupported):
                parse({}, account)
        return
    message = sample.message(reference="REF1", amount=16000)
    said = gateway.parse_webhook(message, account)
    assert (said.reference, said.amount, said.currency) == ("REF1", 16000, "VND")
    assert said.merchant == gateway.merchant_of(account)
    assert said.result is Result.SUCCEEDED
    assert gateway.parse_return(message, account) == said
    for name in message:
        with pytest.raises(SignatureRefused):
            gateway.parse_webhook({**message, name: message[name] + "1"}, account)
    with pytest.raises(SignatureRefused):
        gateway.parse_webhook({}, account)


def test_identity_is_stable_and_short(gateway, sample):
    if sample.message is None:
        return
    first, second = (sample.message(reference=name, amount=1) for name in ("A", "B"))
    assert gateway.identify(first) == gateway.identify(dict(first))
    assert gateway.identify(first) != gateway.identify(second)
    assert len(gateway.identify({**first, "x": "y" * 10_000})) <= 140


def test_answers_every_outcome(gateway):
    if gateway.is_online:
        replies = [gateway.reply(outcome, {}) for outcome in [None, *Outcome]]
        assert all(reply.body is not None or reply.status == 204 for reply in replies)
