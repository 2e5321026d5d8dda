"""Programs of other people, run with Node, agree with every wire format in both directions."""

import json
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from infra.dev.node import node_environment
from motcua.kernel.money import Money
from motcua.payments.contrib.momo import signing as momo
from motcua.payments.contrib.national import signing as national
from motcua.payments.contrib.vietqr.emv import VietQr, build, parse
from motcua.payments.contrib.vnpay import signing as vnpay
from motcua.payments.contrib.vnpay.gateway import VnpayGateway
from motcua.payments.domain.notices import Result
from motcua.payments.registry import PayRequest
from tests.factories import payments as make

HERE = Path(__file__).parent
FRONTEND = HERE.parents[2] / "frontend"
NOW = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)
MEMOS = ["TTABCDEFGH2345", "ung ho lu lut", "a"]
NOTICES = [
    ({"code": "00", "amount": 16_000}, [True, True]),
    ({"code": "24", "amount": 1}, [True, False]),
    ({"code": "51", "amount": 999_999_999}, [True, False]),
    ({"code": "00", "secret": "another-secret"}, [False, True]),
]
TEXTS = ["Nop phi TT 1", "dấu tiếng Việt & ký hiệu +/=?#%", "a b  c"]


def account():
    options = {
        "tmn_code": make.CODE,
        "pay_url": "https://sandbox.example/paymentv2/vpcpay.html",
        "api_url": "https://sandbox.example/api",
    }
    return VnpayGateway().check(options=options, secrets={"hash_secret": make.SECRET})


def our_url(place):
    return VnpayGateway().begin(
        PayRequest(
            reference=f"REF{place}",
            total=Money(8_000 * (place + 1)),
            purpose="Nộp phí hồ sơ",
            return_url="http://lam-dong.motcua.localhost/thanh-toan/xong/?o=1&x=a b",
            ip="127.0.0.1",
            language="vi",
            begun_at=NOW,
            expires_at=NOW + timedelta(minutes=15),
        ),
        account(),
    )


def as_their_order(url):
    params = dict(parse_qsl(urlsplit(url).query))
    kept = {name: value for name, value in params.items() if name != vnpay.HASH}
    return kept | {"vnp_Amount": int(params["vnp_Amount"]) // 100}


def unsigned(text):
    fields = make.notice("R1")
    del fields[vnpay.HASH]
    return fields | {"vnp_OrderInfo": text}


MOMO = {
    "accessKey": "k",
    "amount": "50000",
    "extraData": "",
    "ipnUrl": "https://x/ipn",
    "orderId": "o1",
    "orderInfo": "Lệ phí trích lục & khác",
    "partnerCode": "P",
    "redirectUrl": "https://x/r?a=1",
    "requestId": "r1",
    "requestType": "captureWallet",
}
NATIONAL = {name: f"{place} ấ" for place, name in enumerate(national.INIT_FIELDS)}
CODES = [
    VietQr("970415", "113366668888"),
    *(VietQr("970436", "0011001932418", 16_000 + len(memo), memo, True) for memo in MEMOS),
]


@pytest.fixture(scope="module")
def answer(front_end):
    if not (FRONTEND / "node_modules" / "vnpay").is_dir():
        pytest.fail("frontend/node_modules lacks vnpay: run the set-up again")
    asked = {
        "vnpay": {
            "code": make.CODE,
            "secret": make.SECRET,
            "orders": [as_their_order(our_url(place)) for place in range(3)],
            "notices": [make.notice("R1", **fields) for fields, _expected in NOTICES],
            "unsigned": [unsigned(text) for text in TEXTS],
        },
        "momo": [{"fields": MOMO, "names": momo.CREATE_FIELDS, "secret": "secret"}],
        "national": [{"fields": NATIONAL, "names": national.INIT_FIELDS, "secret": "bí mật"}],
        "vietqr": [
            {
                "bin": code.bank_bin,
                "account": code.account_number,
                "amount": code.amount,
                "memo": code.memo,
            }
            for code in CODES
        ],
        "codes": [build(code) for code in CODES],
    }
    done = subprocess.run(
        ["node", str(HERE / "independent.mjs"), str(FRONTEND / "package.json")],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        env=node_environment(),
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def test_vnpay_they_build_the_address_we_build(answer):
    for place, theirs in enumerate(answer["vnpay"]["urls"]):
        ours = our_url(place)
        assert dict(parse_qsl(urlsplit(theirs).query)) == dict(parse_qsl(urlsplit(ours).query))
        assert urlsplit(theirs).path == urlsplit(ours).path


def test_vnpay_they_verify_the_notices_we_sign(answer):
    for (fields, expected), told in zip(NOTICES, answer["vnpay"]["told"], strict=True):
        assert told["ipn"] == expected, fields
        assert told["back"] == expected, fields


def test_vnpay_we_verify_the_notices_they_sign(answer):
    for text, fields in zip(TEXTS, answer["vnpay"]["signed"], strict=True):
        said = VnpayGateway().parse_webhook(fields, account())
        assert (said.result, said.amount) == (Result.SUCCEEDED, 16_000)
        assert fields["vnp_OrderInfo"] == text


def test_momo_and_the_national_platform_as_node_s_own_crypto_signs(answer):
    fields = {name: value for name, value in MOMO.items() if name != "accessKey"}
    ours = momo.sign(fields, momo.CREATE_FIELDS, access_key="k", secret="secret")
    assert answer["momo"] == [ours]
    assert answer["national"] == [
        national.checksum(NATIONAL, national.INIT_FIELDS, secret="bí mật")
    ]


def test_vietqr_built_alike_and_read_alike(answer):
    assert answer["vietqr"]["built"] == [build(code) for code in CODES]
    for code, read in zip(CODES, answer["vietqr"]["read"], strict=True):
        assert read == {
            "isValid": True,
            "bin": code.bank_bin,
            "account": code.account_number,
            "amount": str(code.amount or ""),
            "memo": code.memo,
        }
    assert [parse(text) for text in answer["vietqr"]["built"]] == CODES
