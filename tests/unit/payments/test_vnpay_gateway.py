from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest

from motcua.kernel.money import Money
from motcua.payments.contrib.vnpay import signing
from motcua.payments.contrib.vnpay.gateway import VnpayGateway
from motcua.payments.domain.notices import Outcome, Result
from motcua.payments.errors import GatewayOptionsInvalid, NotSupported, SignatureRefused
from motcua.payments.registry import PayRequest
from tests.factories.payments import CODE, SECRET, notice

GATEWAY = VnpayGateway()
OPTIONS = {
    "tmn_code": CODE,
    "pay_url": "https://sandbox.example/pay",
    "api_url": "https://sandbox.example/api",
}
ACCOUNT = GATEWAY.check(options=OPTIONS, secrets={"hash_secret": SECRET})
NOW = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)


def request(**changes):
    fields = {
        "reference": "ABC123",
        "total": Money(8000),
        "purpose": "Nộp lệ phí: trích lục (2 bản) & khác",
        "return_url": "http://lam-dong.motcua.localhost/thanh-toan/xong/?o=1",
        "ip": "10.0.0.7",
        "language": "vi",
        "begun_at": NOW,
        "expires_at": NOW + timedelta(minutes=15),
    }
    return PayRequest(**(fields | changes))


def test_the_payment_address_is_signed_and_carries_vnpay_s_notation():
    parts = urlsplit(GATEWAY.begin(request(), ACCOUNT))
    params = dict(parse_qsl(parts.query))
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == OPTIONS["pay_url"]
    assert signing.is_signed(params, secret=SECRET)
    assert params["vnp_Amount"] == "800000"
    assert params["vnp_CreateDate"] == "20260615090000"
    assert params["vnp_ExpireDate"] == "20260615091500"
    assert params["vnp_OrderInfo"] == "nop le phi trich luc 2 ban khac"
    assert params["vnp_ReturnUrl"] == request().return_url


def test_foreign_money_is_refused():
    with pytest.raises(NotSupported):
        GATEWAY.begin(request(total=Money(800, "USD")), ACCOUNT)


@pytest.mark.parametrize(
    ("code", "status", "result"),
    [
        ("00", "00", Result.SUCCEEDED),
        ("00", "02", Result.FAILED),
        ("24", "02", Result.FAILED),
        ("51", "00", Result.FAILED),
        ("07", "00", Result.UNKNOWN),
        ("00", "07", Result.UNKNOWN),
    ],
)
def test_only_both_codes_00_are_success(code, status, result):
    said = GATEWAY.parse_webhook(notice("R", code=code, status=status), ACCOUNT)
    assert said.result is result
    assert (said.amount, said.merchant, said.reference) == (16000, CODE, "R")


@pytest.mark.parametrize("amount", ["", "-100", "1.5", "150", "१००", "9" * 30])
def test_what_is_no_amount_is_none(amount):
    fields = {**notice("R"), "vnp_Amount": amount}
    fields[signing.HASH] = signing.sign(signing.canonical(fields), secret=SECRET)
    assert GATEWAY.parse_webhook(fields, ACCOUNT).amount is None


def test_an_unsigned_message_is_refused():
    with pytest.raises(SignatureRefused):
        GATEWAY.parse_webhook({**notice("R"), "vnp_Amount": "1"}, ACCOUNT)


def test_the_same_message_has_the_same_identity_in_any_order_of_fields():
    message = notice("R")
    assert GATEWAY.identify(message) == GATEWAY.identify(dict(reversed(message.items())))
    assert GATEWAY.identify(message) != GATEWAY.identify({**message, "vnp_Amount": "1"})


@pytest.mark.parametrize(
    ("outcome", "code"),
    [
        (Outcome.SETTLED, "00"),
        (Outcome.NOTED, "00"),
        (Outcome.REFUND_DUE, "00"),
        (Outcome.UNKNOWN_REFERENCE, "01"),
        (Outcome.REPEATED, "02"),
        (Outcome.WRONG_AMOUNT, "04"),
        (Outcome.BAD_SIGNATURE, "97"),
        (Outcome.NOT_CONFIGURED, "99"),
        (None, "99"),
    ],
)
def test_answers_in_vnpay_s_codes(outcome, code):
    assert GATEWAY.reply(outcome, {}).body["RspCode"] == code


@pytest.mark.parametrize(
    "change",
    [
        {"tmn_code": "a b"},
        {"pay_url": "http://pay.example/"},
        {"pay_url": "javascript:alert(1)"},
        {"api_url": "https://u:p@x/"},
        {"unknown": 1},
    ],
)
def test_bad_options_are_refused_with_the_place_named(change):
    with pytest.raises(GatewayOptionsInvalid) as refused:
        GATEWAY.check(options={**OPTIONS, **change}, secrets={"hash_secret": SECRET})
    assert refused.value.field in change


def test_a_bad_secret_is_not_shown_in_the_error():
    with pytest.raises(GatewayOptionsInvalid) as refused:
        GATEWAY.check(options=OPTIONS, secrets={"hash_secret": "abc"})
    assert "abc" not in str(refused.value)
    assert refused.value.__cause__ is None
    assert SECRET not in repr(ACCOUNT)
