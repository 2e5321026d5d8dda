"""Paying through the National Payment Platform of the National Public Service Portal.

The platform publishes no way to ask for a refund: money goes back by hand, from the treasury.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field, field_validator

from motcua.payments.contrib.calling import (
    as_texts,
    ask_json,
    is_address,
    leads_out,
    plain,
    whole_number,
)
from motcua.payments.contrib.national import signing
from motcua.payments.domain.notices import Outcome, ProviderNotice, Result
from motcua.payments.errors import NotSupported, ProviderUnreachable, SignatureRefused
from motcua.payments.registry import (
    Account,
    Gateway,
    PayRequest,
    QueryRequest,
    Reply,
    Settings,
)

# Seen written either way in public integrations.
_FINE: Final = frozenset({"0", "00"})
_PAID: Final = "1"
_FAILED: Final = "4"
_REPLIES: Final = {
    Outcome.SETTLED: ("00", "Thanh cong"),
    Outcome.PART: ("00", "Thanh cong"),
    Outcome.NOTED: ("00", "Thanh cong"),
    Outcome.REFUND_DUE: ("00", "Thanh cong"),
    Outcome.REPEATED: ("00", "Da ghi nhan"),
    Outcome.UNKNOWN_REFERENCE: ("01", "Khong tim thay ma tham chieu"),
    Outcome.WRONG_AMOUNT: ("04", "So tien khong dung"),
    Outcome.BAD_SIGNATURE: ("97", "Ma xac thuc khong dung"),
}
_BROKEN: Final = ("99", "Loi he thong")


class NationalOptions(Settings):
    """The beneficiary's account is the one registered with the platform."""

    partner_code: str = Field(pattern=r"^[A-Za-z0-9._-]{1,50}$")
    init_url: str = Field(max_length=300)
    query_url: str = Field(max_length=300)
    account_number: str = Field(pattern=r"^[A-Za-z0-9.]{1,30}$")
    account_name: str = Field(min_length=1, max_length=200)
    bank_code: str = Field(pattern=r"^[A-Za-z0-9]{1,20}$")
    unit_code: str = Field(min_length=1, max_length=50)
    unit_name: str = Field(min_length=1, max_length=200)

    _addresses = field_validator("init_url", "query_url")(is_address)


class NationalSecrets(Settings):
    secret_key: str = Field(min_length=6, max_length=128, repr=False)
    access_token: str = Field(default="", max_length=500, repr=False)


class NationalGateway(Gateway):
    key = "gateway.national"
    title = gettext_lazy("Nền tảng thanh toán của Cổng Dịch vụ công quốc gia")
    rank = 20
    answers_queries = True
    options_type = NationalOptions
    secrets_type = NationalSecrets
    begins_by_call = True
    notice_method = "POST"

    def begin(self, request: PayRequest, account: Account) -> str:
        if request.total.currency != "VND":
            raise NotSupported(_("Nền tảng này chỉ nhận đồng Việt Nam."))
        answer = _ask(account, account.options.init_url, _init(request, account))
        inner = _inner(answer)
        url = inner.get("UrlThanhToan", "")
        if answer.get("error_code", "") not in _FINE or not leads_out(url):
            raise ProviderUnreachable(_("Cổng thanh toán chưa trả lời được."))
        return url

    def parse_webhook(self, params: Mapping[str, str], account: Account) -> ProviderNotice:
        secret = account.secrets.secret_key
        if not signing.has_checksum(params, signing.NOTICE_FIELDS, secret=secret):
            raise SignatureRefused(_("Chữ ký của cổng thanh toán không đúng."))
        paid = params.get("MaLoi", "") in _FINE
        return _notice(params, Result.SUCCEEDED if paid else Result.FAILED)

    def identify(self, params: Mapping[str, str]) -> str:
        whole = signing.canonical(
            params, signing.NOTICE_FIELDS, secret=params.get(signing.CHECKSUM, "")
        )
        return hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()

    def merchant_of(self, account: Account) -> str:
        code: str = account.options.partner_code
        return code

    def query(self, request: QueryRequest, account: Account) -> ProviderNotice | None:
        """State 1: paid, 3: not known yet, 4: failed. The answer comes over the platform's own
        address and carries no checksum."""
        fields = {
            "LoaiBanTin": "QUERY",
            "PhienBan": signing.VERSION,
            "MaDoiTac": account.options.partner_code,
            "MaThamChieu": request.reference,
            "ThoiGianGD": signing.time_of(request.begun_at),
        }
        secret = account.secrets.secret_key
        fields[signing.CHECKSUM] = signing.checksum(fields, signing.QUERY_FIELDS, secret=secret)
        answer = _ask(account, account.options.query_url, fields)
        state = answer.get("TrangThaiGD", "")
        if answer.get("MaLoi") == "97":
            raise SignatureRefused(_("Chữ ký của cổng thanh toán không đúng."))
        if answer.get("MaLoi", "") not in _FINE or state not in (_PAID, _FAILED):
            return None
        return _notice(answer, Result.SUCCEEDED if state == _PAID else Result.FAILED)

    def reply(self, outcome: Outcome | None, params: Mapping[str, str]) -> Reply:
        code, words = _REPLIES.get(outcome, _BROKEN) if outcome else _BROKEN
        said = {
            "MaLoi": code,
            "MoTaLoi": words,
            "MaDoiTac": params.get("MaDoiTac", "")[:50],
            "MaThamChieu": params.get("MaThamChieu", "")[:100],
            "ThoiGianGD": params.get("ThoiGianGD", "")[:14],
        }
        return Reply(said)


def _init(request: PayRequest, account: Account) -> dict[str, Any]:
    options = account.options
    fields: dict[str, Any] = {
        "LoaiBanTin": "INIT",
        "PhienBan": signing.VERSION,
        "MaDoiTac": options.partner_code,
        "MaThamChieu": request.reference,
        "SoTien": str(request.total.minor),
        "LoaiHinhThanhToan": "PAY",
        "MaKenhThanhToan": "1",
        "MaThietBi": "1",
        "NgonNgu": "en-US" if request.language == "en" else "vi-VN",
        "MaTienTe": "VND",
        "MaNganHang": "PAYMENT",
        "ThongTinGiaoDich": plain(request.purpose),
        "ThoiGianGD": signing.time_of(request.begun_at),
        "Ip": request.ip or "127.0.0.1",
    }
    secret = account.secrets.secret_key
    fields[signing.CHECKSUM] = signing.checksum(fields, signing.INIT_FIELDS, secret=secret)
    fields["ThongTinBienLai"] = _receipt(request, options)
    return fields


def _receipt(request: PayRequest, options: NationalOptions) -> dict[str, Any]:
    """Phí and lệ phí apart, as the receipt must show them."""
    kinds = {"phi": "Phi", "le_phi": "LePhi"}
    return {
        "MaDichVu": "2",
        "MaDonVi": options.unit_code,
        "TenDonVi": options.unit_name,
        "MaHoSo": request.order_reference,
        "TKThuHuong": options.account_number,
        "TenTKThuHuong": options.account_name,
        "MaNHThuHuong": options.bank_code,
        "NoiDungThanhToan": plain(request.purpose),
        "HoTenNguoiNop": request.payer_name,
        "PhiLePhi": [
            {
                "LoaiPhiLePhi": kinds[line.kind],
                "MaPhiLePhi": f"{request.order_reference}.{place:02d}",
                "TenPhiLePhi": line.name,
                "SoTien": str(line.amount),
            }
            for place, line in enumerate(request.lines, 1)
            if line.amount
        ],
        "DSKhoanNop": [
            {"NoiDung": line.name, "SoTien": str(line.amount)}
            for line in request.lines
            if line.amount
        ],
    }


def _ask(account: Account, url: str, fields: Mapping[str, Any]) -> dict[str, str]:
    token = account.secrets.access_token
    return ask_json(url, fields, headers={"Authorization": f"Bearer {token}"} if token else None)


def _inner(answer: Mapping[str, str]) -> dict[str, str]:
    """What matters is JSON inside ``message``."""
    try:
        found = json.loads(answer.get("message", ""))
    except ValueError:
        return {}
    return as_texts(found) if isinstance(found, dict) else {}


def _notice(params: Mapping[str, str], result: Result) -> ProviderNotice:
    return ProviderNotice(
        reference=params.get("MaThamChieu", ""),
        amount=whole_number(params.get("SoTien", "")),
        currency=params.get("MaTienTe", ""),
        merchant=params.get("MaDoiTac", ""),
        result=result,
        provider_transaction=params.get("MaGiaoDich", ""),
        provider_code=params.get("MaLoi", ""),
    )
