from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.payments.contrib.vnpay import signing

# The vector of the domain reference, 7.3.
FIELDS = {
    "vnp_Amount": "800000",
    "vnp_Command": "pay",
    "vnp_CreateDate": "20260701080000",
    "vnp_CurrCode": "VND",
    "vnp_IpAddr": "127.0.0.1",
    "vnp_Locale": "vn",
    "vnp_OrderInfo": "Le phi trich luc",
    "vnp_OrderType": "other",
    "vnp_ReturnUrl": "https://x/r",
    "vnp_TmnCode": "DEMO",
    "vnp_TxnRef": "T1",
    "vnp_Version": "2.1.0",
}
TEXT = (
    "vnp_Amount=800000&vnp_Command=pay&vnp_CreateDate=20260701080000&vnp_CurrCode=VND"
    "&vnp_IpAddr=127.0.0.1&vnp_Locale=vn&vnp_OrderInfo=Le+phi+trich+luc&vnp_OrderType=other"
    "&vnp_ReturnUrl=https%3A%2F%2Fx%2Fr&vnp_TmnCode=DEMO&vnp_TxnRef=T1&vnp_Version=2.1.0"
)
SIGNATURE = (
    "3a60719e4cee324c4b53d2c1101e8d022f951b2ec94140f0a42754af02018962"
    "09d687bfec0e78e7f715974d1a53f55beb930fbc713a34a2cb81c520c59c3101"
)


def test_signs_as_the_published_vector():
    shuffled = dict(reversed(FIELDS.items()))
    assert signing.canonical(shuffled) == TEXT
    assert signing.signed_query(shuffled, secret="secret") == f"{TEXT}&vnp_SecureHash={SIGNATURE}"


@pytest.mark.parametrize("signature", [SIGNATURE, SIGNATURE.upper()])
def test_accepts_the_published_vector(signature):
    received = {**FIELDS, "vnp_SecureHashType": "HmacSHA512", "vnp_SecureHash": signature}
    assert signing.is_signed(received, secret="secret")


def test_fields_that_are_not_vnpay_s_and_empty_ones_are_not_signed():
    received = {**FIELDS, "vnp_BankTranNo": "", "lang": "vi", "vnp_SecureHash": SIGNATURE}
    assert signing.is_signed(received, secret="secret")


@pytest.mark.parametrize(
    "change",
    [
        {"vnp_Amount": "100"},
        {"vnp_TxnRef": "T2"},
        {"vnp_SecureHash": ""},
        {"vnp_SecureHash": "chữ ký"},
        {"vnp_SecureHash": SIGNATURE[:-1]},
        {"vnp_Extra": "1"},
    ],
)
def test_refuses_what_was_altered(change):
    received = {**FIELDS, "vnp_SecureHash": SIGNATURE, **change}
    assert not signing.is_signed(received, secret="secret")


def test_refuses_another_secret_and_no_signature():
    assert not signing.is_signed({**FIELDS, "vnp_SecureHash": SIGNATURE}, secret="other")
    assert not signing.is_signed(FIELDS, secret="secret")


@given(
    fields=st.dictionaries(
        st.from_regex(r"vnp_[A-Za-z]{1,10}", fullmatch=True), st.text(max_size=30), max_size=8
    ),
    secret=st.text(min_size=1, max_size=40),
)
def test_both_ends_agree_on_any_text(fields, secret):
    fields = {
        name: value.encode("utf-8", "ignore").decode()
        for name, value in fields.items()
        if name not in (signing.HASH, signing.HASH_TYPE)
    }
    secret = secret.encode("utf-8", "ignore").decode() or "s"
    signature = signing.sign(signing.canonical(fields), secret=secret)
    assert signing.is_signed({**fields, signing.HASH: signature}, secret=secret)


def test_query_and_answer_checksums_are_bound_to_order_and_content():
    fields = {name: str(place) for place, name in enumerate(signing.QUERY_FIELDS)}
    signed = {
        **fields,
        signing.HASH: signing.checksum(fields, signing.QUERY_FIELDS, secret="secret"),
    }
    assert signing.has_checksum(signed, signing.QUERY_FIELDS, secret="secret")
    assert not signing.has_checksum(
        {**signed, "vnp_TxnRef": "x"}, signing.QUERY_FIELDS, secret="secret"
    )
    assert signing.checksum({}, ("a", "b"), secret="s") == signing.sign("|", secret="s")


def test_times_are_those_of_vietnam_at_any_server():
    midnight = datetime(2026, 6, 30, 17, 30, tzinfo=UTC)
    assert signing.time_of(midnight) == "20260701003000"
    assert signing.moment_of("20260701003000") == midnight
