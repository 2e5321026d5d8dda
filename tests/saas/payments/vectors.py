"""Wire formats held against other people's programs (npm ``vnpay``, ``vietnam-qr-pay``, Node's own
crypto) and published vectors: how many agree, by kind. Statements: one day's movements written in
each format by plain string work must read alike."""

from __future__ import annotations

import io
import json
import random
import subprocess
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from openpyxl import Workbook  # type: ignore[import-untyped]

from infra.dev.node import node_environment
from infra.dev.places import ROOT
from motcua.kernel.money import Money
from motcua.payments.contrib.momo import signing as momo
from motcua.payments.contrib.national import signing as national
from motcua.payments.contrib.vietqr.emv import VietQr, build, parse
from motcua.payments.contrib.vnpay import signing as vnpay
from motcua.payments.contrib.vnpay.gateway import VnpayGateway
from motcua.payments.domain.notices import Result
from motcua.payments.domain.transfers import references_in
from motcua.payments.registry import Account, PayRequest
from motcua.payments.statements import read_statement
from tests.factories import payments as make
from tests.saas.payments.desk import Desk

_NODE = ROOT / "tests" / "unit" / "payments" / "independent.mjs"
_FRONTEND = ROOT / "frontend"
_EACH = 40
_NOW = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)
_WORDS = ("Nop phi", "dấu tiếng Việt & +/=?#%", "a b  c", "1", "x" * 200, "Lệ phí trích lục (2)")
_SECRET = "bí mật"
_BINS = ("970436", "970415", "970418", "970422", "970407")

Signed = tuple[dict[str, str], tuple[str, ...]]


class Vectors:
    """Counts agreements; the first disagreement is told."""

    def __init__(self) -> None:
        self.matched: Counter[str] = Counter()
        self._dice = random.Random(20_261_122)

    def agree(self, kind: str, ours: object, theirs: object) -> None:
        if ours != theirs:
            raise AssertionError(f"{kind}: {ours!r} here, {theirs!r} there")
        self.matched[kind] += 1

    def amount(self) -> int:
        return self._dice.choice((1_000, 8_000, 16_000, self._dice.randrange(1_000, 50_000_000)))

    def words(self) -> str:
        return f"{self._dice.choice(_WORDS)} {self._dice.randrange(10**6)}"

    def number(self, digits: int = 10) -> str:
        return str(self._dice.randrange(10 ** (digits - 1), 10**digits))


def gateway_vectors(desk: Desk) -> dict[str, int]:
    found = Vectors()
    _vnpay_over_http(found, desk)
    _wire_formats(found)
    _statements(found)
    return dict(sorted(found.matched.items()))


def _vnpay_over_http(found: Vectors, desk: Desk) -> None:
    """The address the running product leads payers to is the one npm ``vnpay`` builds; notices that
    npm ``vnpay`` signs pay orders of the running product."""
    provider = desk.provider("vnpay")
    merchant = provider.merchant
    tabs = [desk.order(8_000 * place).begin("vnpay") for place in range(1, 9)]
    unsigned = []
    for place, tab in enumerate(tabs):
        fields = make.notice(tab.reference, amount=tab.order.amount, merchant=merchant.code)
        del fields[vnpay.HASH]
        unsigned.append(fields | {"vnp_OrderInfo": _WORDS[place % len(_WORDS)]})
    orders = [_as_their_order(tab.url) for tab in tabs]
    told = _node(
        vnpay={
            "code": merchant.code,
            "secret": merchant.secret,
            "orders": orders,
            "notices": [],
            "unsigned": unsigned,
        }
    )
    for tab, url, fields in zip(tabs, told["vnpay"]["urls"], told["vnpay"]["signed"], strict=True):
        found.agree("vnpay_pay_url", _query(tab.url), _query(url))
        found.agree("vnpay_notice_to_us", provider.tell(fields), True)
        tab.order.must_be("paid")
        # The provider's own ledger has nothing of it: this money is that of the vector.
        desk.cash[tab.order.id] += tab.order.amount


@dataclass(frozen=True, slots=True)
class _Made:
    """What our side wrote, to be held against theirs."""

    urls: list[str]
    notices: list[dict[str, str]]
    unsigned: list[dict[str, str]]
    momo: list[Signed]
    national: list[Signed]
    qr: list[VietQr]


def _wire_formats(found: Vectors) -> None:
    account = VnpayGateway().check(
        options={
            "tmn_code": make.CODE,
            "pay_url": "https://sandbox.example/paymentv2/vpcpay.html",
            "api_url": "https://sandbox.example/api",
        },
        secrets={"hash_secret": make.SECRET},
    )
    ours = _write(found, account)
    theirs = _node(**_asked(ours))
    _compare_vnpay(found, ours, theirs["vnpay"], account)
    for (fields, names), signed in zip(ours.momo, theirs["momo"], strict=True):
        found.agree("momo", momo.sign(fields, names, access_key="k", secret=_SECRET), signed)
    for (fields, names), signed in zip(ours.national, theirs["national"], strict=True):
        found.agree("national", national.checksum(fields, names, secret=_SECRET), signed)
    built, read = theirs["vietqr"]["built"], theirs["vietqr"]["read"]
    for code, text, facts in zip(ours.qr, built, read, strict=True):
        found.agree("vietqr_built", build(code), text)
        found.agree("vietqr_read_by_us", parse(text), code)
        wanted = (True, code.bank_bin, code.account_number, str(code.amount or ""), code.memo)
        told = tuple(facts[name] for name in ("isValid", "bin", "account", "amount", "memo"))
        found.agree("vietqr_read_by_them", wanted, told)


def _write(found: Vectors, account: Account) -> _Made:
    numbers = [found.number() for _ in range(_EACH)]
    codes = ("00", "24", "51", "07")
    unsigned = [make.notice(number, amount=16_000) for number in numbers]
    for fields in unsigned:
        del fields[vnpay.HASH]
        fields["vnp_OrderInfo"] = found.words()
    return _Made(
        urls=[VnpayGateway().begin(_request(found, number), account) for number in numbers],
        notices=[
            make.notice(number, amount=found.amount(), code=codes[place % 4])
            for place, number in enumerate(numbers)
        ],
        unsigned=unsigned,
        momo=_momo_messages(found, numbers),
        national=_national_messages(found, numbers),
        qr=_codes(found, numbers),
    )


def _asked(ours: _Made) -> dict[str, Any]:
    """As ``independent.mjs`` reads it."""
    return {
        "vnpay": {
            "code": make.CODE,
            "secret": make.SECRET,
            "orders": [_as_their_order(url) for url in ours.urls],
            "notices": ours.notices,
            "unsigned": ours.unsigned,
        },
        "momo": [
            {"fields": {**fields, "accessKey": "k"}, "names": names, "secret": _SECRET}
            for fields, names in ours.momo
        ],
        "national": [
            {"fields": fields, "names": names, "secret": _SECRET}
            for fields, names in ours.national
        ],
        "vietqr": [
            {"bin": each.bank_bin, "account": each.account_number, "amount": each.amount,
             "memo": each.memo}
            for each in ours.qr
        ],
        "codes": [build(each) for each in ours.qr],
    }  # fmt: skip


def _compare_vnpay(found: Vectors, ours: _Made, told: dict[str, Any], account: Account) -> None:
    for url, theirs in zip(ours.urls, told["urls"], strict=True):
        found.agree("vnpay_pay_url", _query(url), _query(theirs))
    for fields, said in zip(ours.notices, told["told"], strict=True):
        found.agree("vnpay_notice_by_us", [True, fields["vnp_ResponseCode"] == "00"], said["ipn"])
    for fields in told["signed"]:
        read = VnpayGateway().parse_webhook(fields, account)
        found.agree("vnpay_notice_to_us", read.result, Result.SUCCEEDED)


def _request(found: Vectors, number: str) -> PayRequest:
    return PayRequest(
        reference=number,
        total=Money(found.amount()),
        purpose=found.words(),
        return_url="http://lam-dong.motcua.localhost/thanh-toan/xong/?o=1&x=a b",
        ip="127.0.0.1",
        language="vi",
        begun_at=_NOW,
        expires_at=_NOW + timedelta(minutes=15),
    )


def _momo_messages(found: Vectors, numbers: Sequence[str]) -> list[Signed]:
    kinds = (momo.CREATE_FIELDS, momo.NOTICE_FIELDS, momo.QUERY_FIELDS, momo.REFUND_FIELDS)
    return [
        ({name: f"{found.words()}{number}" for name in names if name != "accessKey"}, names)
        for number in numbers
        for names in kinds
    ]


def _national_messages(found: Vectors, numbers: Sequence[str]) -> list[Signed]:
    kinds = (national.INIT_FIELDS, national.QUERY_FIELDS, national.NOTICE_FIELDS)
    return [
        ({name: f"{found.words()}{number}" for name in names}, names)
        for number in numbers
        for names in kinds
    ]


def _codes(found: Vectors, numbers: Sequence[str]) -> list[VietQr]:
    fixed = [VietQr(bank, number) for bank in _BINS for number in numbers[:4]]
    return fixed + [
        VietQr(_BINS[place % 5], number, found.amount(), f"TT{number}AB", is_dynamic=True)
        for place, number in enumerate(numbers)
    ]


def _statements(found: Vectors) -> None:
    """The same movements as CSV, XLSX, MT940 and CAMT.053."""
    for _round in range(_EACH // 4):
        day = date(2026, 6, 15)
        moves = [
            (found.amount() * (-1 if place == 4 else 1), f"FT{found.number(8)}", _reference(found))
            for place in range(5)
        ]
        wanted = [(day, amount, number, memo) for amount, number, memo in moves]
        written = {
            "csv": _csv(day, moves),
            "xlsx": _xlsx(day, moves),
            "mt940": _mt940(day, moves),
            "camt": _camt(day, moves),
        }
        for kind, content in written.items():
            read = read_statement(content)
            lines = [(each.day, each.amount, each.number, each.memo) for each in read.lines]
            for ours, theirs in zip(lines, wanted, strict=True):
                found.agree(f"statement_{kind}", (read.format, *ours), (kind, *theirs))
        for _amount, _number, memo in moves:
            squeezed = f"MBVCB {memo.replace('-', '').lower()} GD"
            found.agree("transfer_words", references_in(squeezed)[:1], [memo])


def _reference(found: Vectors) -> str:
    from motcua.kernel.ids import new_reference

    del found
    return new_reference("TT", length=12)


Moves = Sequence[tuple[int, str, str]]


def _csv(day: date, moves: Moves) -> bytes:
    rows = ["Ngày giao dịch;Số bút toán;Số tiền;Diễn giải"]
    rows += [f"{day:%d/%m/%Y};{number};{_dotted(amount)};{memo}" for amount, number, memo in moves]
    return "\r\n".join(rows).encode("utf-8-sig")


def _dotted(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")


def _xlsx(day: date, moves: Moves) -> bytes:
    book, spool = Workbook(), io.BytesIO()
    sheet = book.active
    sheet.append(["NGAN HANG MO PHONG"])
    sheet.append(["Ngày giao dịch", "Số bút toán", "Ghi nợ", "Ghi có", "Diễn giải"])
    for amount, number, memo in moves:
        sheet.append([day, number, -min(amount, 0) or None, max(amount, 0) or None, memo])
    book.save(spool)
    return spool.getvalue()


def _mt940(day: date, moves: Moves) -> bytes:
    rows = [":20:ST1", ":25:0123456789", ":28C:1/1", f":60F:C{day:%y%m%d}VND0,"]
    for amount, number, memo in moves:
        mark = "C" if amount > 0 else "D"
        rows += [f":61:{day:%y%m%d}{mark}{abs(amount)},NTRFNONREF//{number}", f":86:{memo}"]
    return "\n".join([*rows, f":62F:C{day:%y%m%d}VND0,", "-"]).encode()


def _camt(day: date, moves: Moves) -> bytes:
    entries = "".join(
        f'<Ntry><Amt Ccy="VND">{abs(amount)}.00</Amt>'
        f"<CdtDbtInd>{'CRDT' if amount > 0 else 'DBIT'}</CdtDbtInd>"
        f"<BookgDt><Dt>{day.isoformat()}</Dt></BookgDt><AcctSvcrRef>{number}</AcctSvcrRef>"
        f"<NtryDtls><TxDtls><RmtInf><Ustrd>{memo}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
        for amount, number, memo in moves
    )
    space = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"
    return f'<Document xmlns="{space}"><BkToCstmrStmt><Stmt>{entries}</Stmt></BkToCstmrStmt></Document>'.encode()


def _as_their_order(url: str) -> dict[str, Any]:
    """What npm ``vnpay`` is given to build the same address: amounts in đồng, no signature."""
    kept = {name: value for name, value in _query(url).items() if name != vnpay.HASH}
    return kept | {"vnp_Amount": int(kept["vnp_Amount"]) // vnpay.FACTOR}


def _query(url: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(url).query))


def _node(**asked: Any) -> dict[str, Any]:
    whole: dict[str, Any] = {"momo": [], "national": [], "vietqr": [], "codes": [], **asked}
    done = subprocess.run(
        ["node", str(_NODE), str(_FRONTEND / "package.json")],
        input=json.dumps(whole),
        capture_output=True,
        text=True,
        env=node_environment(),
        check=False,
    )
    if done.returncode:
        raise AssertionError(f"node: {done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found
