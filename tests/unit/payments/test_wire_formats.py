"""The vectors of the domain reference (7.3) and what altered messages come to."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.payments.contrib.momo import signing as momo
from motcua.payments.contrib.national import signing as national
from motcua.payments.contrib.vietqr.emv import QrInvalid, VietQr, build, crc, parse
from motcua.payments.domain.transfers import memo_of, references_in

MOMO = {
    "amount": 50000,
    "extraData": "",
    "ipnUrl": "https://x/ipn",
    "orderId": "o1",
    "orderInfo": "Le phi",
    "partnerCode": "P",
    "redirectUrl": "https://x/r",
    "requestId": "r1",
    "requestType": "captureWallet",
}
SIGNATURE = "288639290feedf6c29c2d78505f155da926a5bb01f18b57c9dd80673b10719f0"
STATIC = (
    "00020101021138540010A00000072701240006970423011000999999990208QRIBFTTA53037045802VN6304CBB4"
)
DYNAMIC = (
    "00020101021238570010A00000072701270006970415011300110019324180208QRIBFTTA"
    "530370454061200005802VN62170813ung ho lu lut6304C15C"
)
README = (
    "00020101021138530010A0000007270123000697041601092576788590208QRIBFTTA53037045802VN6304AE9F"
)


def test_momo_signs_as_the_published_vector():
    assert momo.canonical({**MOMO, "accessKey": "k"}, momo.CREATE_FIELDS) == (
        "accessKey=k&amount=50000&extraData=&ipnUrl=https://x/ipn&orderId=o1&orderInfo=Le phi"
        "&partnerCode=P&redirectUrl=https://x/r&requestId=r1&requestType=captureWallet"
    )
    keys = {"access_key": "k", "secret": "secret"}
    assert momo.sign(MOMO, momo.CREATE_FIELDS, **keys) == SIGNATURE
    signed = {**MOMO, "signature": SIGNATURE}
    assert momo.is_signed(signed, momo.CREATE_FIELDS, **keys)
    for change in ({"amount": 50001}, {"orderId": "o2"}, {"signature": ""}, {"signature": "ấ"}):
        assert not momo.is_signed({**signed, **change}, momo.CREATE_FIELDS, **keys)
    assert not momo.is_signed(signed, momo.CREATE_FIELDS, access_key="k", secret="other")


def test_the_national_platform_hashes_values_in_order_and_the_secret_last():
    fields = {name: name.lower() for name in national.NOTICE_FIELDS}
    text = "|".join([*(name.lower() for name in national.NOTICE_FIELDS), "secret"])
    made = national.checksum(fields, national.NOTICE_FIELDS, secret="secret")
    assert made == hashlib.sha256(text.encode()).hexdigest()
    signed = {**fields, "MaXacThuc": made}
    assert national.has_checksum(signed, national.NOTICE_FIELDS, secret="secret")
    assert not national.has_checksum(signed, national.NOTICE_FIELDS, secret="Secret")
    # The separator inside a value would let two messages share a checksum.
    shifted = {**signed, "LoaiBanTin": "loaibantin|maloi", "MaLoi": "madoitac"}
    assert not national.has_checksum(shifted, national.NOTICE_FIELDS, secret="secret")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (STATIC, VietQr("970423", "0099999999")),
        (DYNAMIC, VietQr("970415", "0011001932418", 120000, "ung ho lu lut", True)),
        (README, VietQr("970416", "257678859")),
    ],
)
def test_vietqr_as_the_published_vectors(text, code):
    assert build(code) == text
    assert parse(text) == code


def test_the_checksum_is_ccitt_false():
    assert crc("123456789") == "29B1"


@given(
    account=st.from_regex(r"[A-Za-z0-9]{1,19}", fullmatch=True),
    amount=st.none() | st.integers(1, 10**12),
    memo=st.from_regex(r"[A-Z0-9 ]{0,25}", fullmatch=True),
    place=st.integers(0, 200),
)
def test_what_is_built_is_read_and_one_changed_sign_is_noticed(account, amount, memo, place):
    code = VietQr("970436", account, amount, memo, is_dynamic=amount is not None)
    text = build(code)
    assert parse(text) == code
    at = place % len(text)
    altered = text[:at] + ("1" if text[at] != "1" else "2") + text[at + 1 :]
    with pytest.raises(QrInvalid):
        parse(altered)


@pytest.mark.parametrize("text", ["", "6304", STATIC[:-1], STATIC + "0", "0" * 400, "6304FFFF"])
def test_rubbish_is_no_vietqr(text):
    with pytest.raises(QrInvalid):
        parse(text)


@pytest.mark.parametrize(
    "memo",
    [
        "TTABCDEFGH2345",
        "TT-ABCDEFGH2345",
        "tt abcd efgh 2345",
        "MBVCB.123.nguyen van a chuyen tien TTABCD EFGH2345-CHUYEN TIEN OQCH0001",
        "CT DEN:TTTABCDEFGH2345",
    ],
)
def test_an_order_is_recognised_however_the_bank_writes_it(memo):
    assert "TT-ABCDEFGH2345" in references_in(memo)
    assert memo_of("TT-ABCDEFGH2345") == "TTABCDEFGH2345"


@pytest.mark.parametrize("memo", ["", "nop phi", "TTABC", "TTILOU00000000"])
def test_other_words_name_no_order(memo):
    assert references_in(memo) == []
