"""Paying through VNPay: redirect there, return here, and the server's notice that decides."""

import hashlib
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

import requests
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field, field_validator

from motcua.kernel import http
from motcua.kernel.errors import DomainError
from motcua.kernel.text import fold
from motcua.payments.contrib.vnpay import signing
from motcua.payments.domain.notices import Outcome, ProviderNotice, Result
from motcua.payments.errors import NotSupported, ProviderUnreachable, SignatureRefused
from motcua.payments.registry import Account, Gateway, PayRequest, QueryRequest, Settings

# Money taken but suspected of fraud: neither paid nor failed until a person has looked.
_DOUBTFUL: Final = "07"
_UNFINISHED: Final = "01"
_REPLIES: Final = {
    Outcome.SETTLED: ("00", "Confirm Success"),
    Outcome.NOTED: ("00", "Confirm Success"),
    Outcome.REFUND_DUE: ("00", "Confirm Success"),
    Outcome.REPEATED: ("02", "Order already confirmed"),
    Outcome.UNKNOWN_REFERENCE: ("01", "Order not found"),
    Outcome.WRONG_AMOUNT: ("04", "Invalid amount"),
    Outcome.BAD_SIGNATURE: ("97", "Invalid signature"),
}


class VnpayOptions(Settings):
    """``pay_url`` and ``api_url`` are VNPay's own addresses, of the sandbox or the real one."""

    tmn_code: str = Field(pattern=r"^[A-Za-z0-9]{1,20}$")
    pay_url: str = Field(max_length=300)
    api_url: str = Field(max_length=300)
    order_type: str = Field(default="other", pattern=r"^[a-z0-9]{1,20}$")

    @field_validator("pay_url", "api_url")
    @classmethod
    def _is_address(cls, value: str) -> str:
        parts = urlsplit(value)
        local = parts.scheme == "http" and (parts.hostname or "").endswith("localhost")
        if not parts.hostname or not (parts.scheme == "https" or local):
            raise ValueError("https only")
        if parts.query or parts.fragment or parts.username:
            raise ValueError("address only")
        return value


class VnpaySecrets(Settings):
    hash_secret: str = Field(min_length=6, max_length=128, repr=False)


class VnpayGateway(Gateway):
    key = "gateway.vnpay"
    title = gettext_lazy("VNPay: thẻ, tài khoản ngân hàng, mã QR")
    options_type = VnpayOptions
    secrets_type = VnpaySecrets

    def begin(self, request: PayRequest, account: Account) -> str:
        if request.total.currency != "VND":
            raise NotSupported(_("VNPay chỉ nhận đồng Việt Nam."))
        params = {
            "vnp_Version": signing.VERSION,
            "vnp_Command": "pay",
            "vnp_TmnCode": account.options.tmn_code,
            "vnp_Amount": str(request.total.minor * signing.FACTOR),
            "vnp_CurrCode": "VND",
            "vnp_TxnRef": request.reference,
            "vnp_OrderInfo": _plain(request.purpose),
            "vnp_OrderType": account.options.order_type,
            "vnp_Locale": "en" if request.language == "en" else "vn",
            "vnp_ReturnUrl": request.return_url,
            "vnp_IpAddr": request.ip or "127.0.0.1",
            "vnp_CreateDate": signing.time_of(request.begun_at),
            "vnp_ExpireDate": signing.time_of(request.expires_at),
        }
        query = signing.signed_query(params, secret=account.secrets.hash_secret)
        return f"{account.options.pay_url}?{query}"

    def parse_return(self, params: Mapping[str, str], account: Account) -> ProviderNotice:
        return self.parse_webhook(params, account)

    def parse_webhook(self, params: Mapping[str, str], account: Account) -> ProviderNotice:
        if not signing.is_signed(params, secret=account.secrets.hash_secret):
            raise SignatureRefused(_("Chữ ký của cổng thanh toán không đúng."))
        return _notice(params)

    def identify(self, params: Mapping[str, str]) -> str:
        """VNPay gives its notices no number; the same content is the same notice."""
        whole = f"{signing.canonical(params)}#{params.get(signing.HASH, '').lower()}"
        return hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()

    def merchant_of(self, account: Account) -> str:
        code: str = account.options.tmn_code
        return code

    def query(self, request: QueryRequest, account: Account) -> ProviderNotice | None:
        secret = account.secrets.hash_secret
        fields = {
            "vnp_RequestId": request.request_id,
            "vnp_Version": signing.VERSION,
            "vnp_Command": "querydr",
            "vnp_TmnCode": account.options.tmn_code,
            "vnp_TxnRef": request.reference,
            "vnp_OrderInfo": f"Truy van {request.reference}",
            "vnp_TransactionDate": signing.time_of(request.begun_at),
            "vnp_CreateDate": signing.time_of(request.asked_at),
            "vnp_IpAddr": "127.0.0.1",
        }
        fields[signing.HASH] = signing.checksum(fields, signing.QUERY_FIELDS, secret=secret)
        answer = _ask(account.options.api_url, fields)
        if not signing.has_checksum(answer, signing.ANSWER_FIELDS, secret=secret):
            raise SignatureRefused(_("Chữ ký của cổng thanh toán không đúng."))
        if answer.get("vnp_ResponseCode") == "91":
            return None
        if answer.get("vnp_ResponseCode") != "00":
            raise ProviderUnreachable(_("Cổng thanh toán chưa trả lời được."))
        if answer.get("vnp_TransactionStatus") == _UNFINISHED:
            return None
        return _notice({**answer, "vnp_ResponseCode": answer.get("vnp_TransactionStatus", "")})

    def reply(self, outcome: Outcome | None) -> dict[str, str]:
        code, message = _REPLIES.get(outcome, ("99", "Unknown error")) if outcome else _BROKEN
        return {"RspCode": code, "Message": message}


_BROKEN: Final = ("99", "Unknown error")


def _notice(params: Mapping[str, str]) -> ProviderNotice:
    response, status = params.get("vnp_ResponseCode", ""), params.get("vnp_TransactionStatus", "")
    return ProviderNotice(
        reference=params.get("vnp_TxnRef", ""),
        amount=_amount(params.get("vnp_Amount", "")),
        currency="VND",
        merchant=params.get("vnp_TmnCode", ""),
        result=_result(response, status),
        provider_transaction=params.get("vnp_TransactionNo", ""),
        provider_code=response if response == status else f"{response}/{status}",
    )


def _result(response: str, status: str) -> Result:
    if response == "00" and status == "00":
        return Result.SUCCEEDED
    if _DOUBTFUL in (response, status):
        return Result.UNKNOWN
    return Result.FAILED


def _amount(text: str) -> int | None:
    """Whole đồng, or ``None`` for what cannot be an amount."""
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        return None
    whole, rest = divmod(int(text), signing.FACTOR)
    return None if rest else whole


def _plain(text: str) -> str:
    """ASCII letters, digits and spaces: all that VNPay accepts as order information."""
    kept = "".join(char if char.isascii() and char.isalnum() else " " for char in fold(text))
    return " ".join(kept.split())[:255] or "thanh toan"


def _ask(url: str, fields: Mapping[str, str]) -> dict[str, str]:
    try:
        with http.session() as session:
            response = session.post(url, json=dict(fields), allow_redirects=False)
        response.raise_for_status()
        answer: Any = response.json()
    except (requests.RequestException, DomainError, ValueError) as error:
        raise ProviderUnreachable(_("Cổng thanh toán chưa trả lời được.")) from error
    if not isinstance(answer, dict):
        raise ProviderUnreachable(_("Cổng thanh toán chưa trả lời được."))
    return {str(name): "" if value is None else str(value) for name, value in answer.items()}
