"""Paying through VNPay: redirect there, return here, and the server's notice that decides."""

import hashlib
from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field, field_validator

from motcua.payments.contrib.calling import ask_json, is_address, plain, whole_number
from motcua.payments.contrib.vnpay import signing
from motcua.payments.domain.notices import (
    Outcome,
    ProviderNotice,
    RefundAnswer,
    RefundState,
    Result,
)
from motcua.payments.errors import NotSupported, ProviderUnreachable, SignatureRefused
from motcua.payments.registry import (
    Account,
    Gateway,
    PayRequest,
    QueryRequest,
    RefundRequest,
    Reply,
    Settings,
)

# Money taken but suspected of fraud: neither paid nor failed until a person has looked.
_DOUBTFUL: Final = "07"
_UNFINISHED: Final = "01"
_REPLIES: Final = {
    Outcome.SETTLED: ("00", "Confirm Success"),
    Outcome.PART: ("00", "Confirm Success"),
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

    _addresses = field_validator("pay_url", "api_url")(is_address)


class VnpaySecrets(Settings):
    hash_secret: str = Field(min_length=6, max_length=128, repr=False)


class VnpayGateway(Gateway):
    key = "gateway.vnpay"
    title = gettext_lazy("VNPay: thẻ, tài khoản ngân hàng, mã QR")
    rank = 30
    answers_queries = True
    options_type = VnpayOptions
    secrets_type = VnpaySecrets
    refunds = True

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
            "vnp_OrderInfo": plain(request.purpose),
            "vnp_OrderType": account.options.order_type,
            "vnp_Locale": "en" if request.language == "en" else "vn",
            "vnp_ReturnUrl": request.return_url,
            "vnp_IpAddr": request.ip or "127.0.0.1",
            "vnp_CreateDate": signing.time_of(request.begun_at),
            "vnp_ExpireDate": signing.time_of(request.expires_at),
        }
        query = signing.signed_query(params, secret=account.secrets.hash_secret)
        return f"{account.options.pay_url}?{query}"

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
        answer = ask_json(account.options.api_url, fields)
        if not signing.has_checksum(answer, signing.ANSWER_FIELDS, secret=secret):
            raise SignatureRefused(_("Chữ ký của cổng thanh toán không đúng."))
        if answer.get("vnp_ResponseCode") == "91":
            return None
        if answer.get("vnp_ResponseCode") != "00":
            raise ProviderUnreachable(_("Cổng thanh toán chưa trả lời được."))
        if answer.get("vnp_TransactionStatus") == _UNFINISHED:
            return None
        return _notice({**answer, "vnp_ResponseCode": answer.get("vnp_TransactionStatus", "")})

    def refund(self, request: RefundRequest, account: Account) -> RefundAnswer:
        secret = account.secrets.hash_secret
        fields = {
            "vnp_RequestId": request.request_id,
            "vnp_Version": signing.VERSION,
            "vnp_Command": "refund",
            "vnp_TmnCode": account.options.tmn_code,
            "vnp_TransactionType": "02" if request.is_whole else "03",
            "vnp_TxnRef": request.reference,
            "vnp_Amount": str(request.amount.minor * signing.FACTOR),
            "vnp_TransactionNo": request.provider_transaction,
            "vnp_TransactionDate": signing.time_of(request.begun_at),
            "vnp_CreateBy": plain(request.by)[:40],
            "vnp_CreateDate": signing.time_of(request.asked_at),
            "vnp_IpAddr": "127.0.0.1",
            "vnp_OrderInfo": plain(request.reason),
        }
        fields[signing.HASH] = signing.checksum(fields, signing.REFUND_FIELDS, secret=secret)
        answer = ask_json(account.options.api_url, fields)
        if not signing.has_checksum(answer, signing.REFUND_ANSWER_FIELDS, secret=secret):
            raise SignatureRefused(_("Chữ ký của cổng thanh toán không đúng."))
        code = answer.get("vnp_ResponseCode", "")
        status = answer.get("vnp_TransactionStatus", "")
        return RefundAnswer(_refunded(code, status), answer.get("vnp_TransactionNo", ""), code)

    def reply(self, outcome: Outcome | None, params: Mapping[str, str]) -> Reply:
        code, message = _REPLIES.get(outcome, _BROKEN) if outcome else _BROKEN
        return Reply({"RspCode": code, "Message": message})


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


def _refunded(code: str, status: str) -> RefundState:
    """94: asked before with this number; 05 and 06 of the transaction: being worked on."""
    if code == "00":
        return RefundState.PENDING if status in ("05", "06") else RefundState.DONE
    return RefundState.PENDING if code in ("94", "98", "99") else RefundState.REFUSED


def _amount(text: str) -> int | None:
    """Whole đồng, or ``None`` for what cannot be an amount."""
    sent = whole_number(text)
    if sent is None:
        return None
    whole, rest = divmod(sent, signing.FACTOR)
    return None if rest else whole
