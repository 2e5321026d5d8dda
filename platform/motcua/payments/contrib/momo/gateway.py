"""Paying by MoMo: create there, pay in the app, return here, and the notice that decides."""

import hashlib
from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field, field_validator

from motcua.payments.contrib.calling import (
    ask_json,
    is_address,
    leads_out,
    plain,
    whole_number,
)
from motcua.payments.contrib.momo import signing
from motcua.payments.domain.notices import (
    Outcome,
    ProviderNotice,
    RefundAnswer,
    RefundState,
    Result,
)
from motcua.payments.errors import (
    AccountRefused,
    NotSupported,
    ProviderUnreachable,
    SignatureRefused,
)
from motcua.payments.registry import (
    Account,
    Gateway,
    PayRequest,
    QueryRequest,
    RefundRequest,
    Reply,
    Settings,
)

LEAST: Final = 1_000
MOST: Final = 50_000_000
# MoMo's result codes: begun or being worked on; not sure, or money held and not yet taken.
_UNFINISHED: Final = frozenset({"1000", "7000", "7002", "8000"})
_DOUBTFUL: Final = frozenset({"10", "11", "99", "9000"})
_NEVER_SEEN: Final = frozenset({"42", "47"})
# Access key, signature or partner is not the one MoMo knows.
_STRANGER: Final = frozenset({"11007", "12", "13", "2001"})
_REFUSED: Final = frozenset({Outcome.BAD_SIGNATURE, Outcome.WRONG_AMOUNT})


class MomoOptions(Settings):
    """``api_url`` ends before ``/create``: ``https://payment.momo.vn/v2/gateway/api``."""

    partner_code: str = Field(pattern=r"^[A-Za-z0-9_-]{1,50}$")
    access_key: str = Field(pattern=r"^[A-Za-z0-9]{1,50}$")
    api_url: str = Field(max_length=300)
    request_type: str = Field(default="captureWallet", pattern=r"^[A-Za-z]{1,30}$")

    _addresses = field_validator("api_url")(is_address)


class MomoSecrets(Settings):
    secret_key: str = Field(min_length=6, max_length=128, repr=False)


class MomoGateway(Gateway):
    key = "gateway.momo"
    title = gettext_lazy("Ví MoMo")
    rank = 40
    answers_queries = True
    options_type = MomoOptions
    secrets_type = MomoSecrets
    begins_by_call = True
    notice_method = "POST"
    refunds = True

    def begin(self, request: PayRequest, account: Account) -> str:
        """MoMo takes 1,000 to 50,000,000 đồng at once."""
        if request.total.currency != "VND" or not LEAST <= request.total.minor <= MOST:
            raise NotSupported(_("MoMo chỉ nhận từ 1.000 đ đến 50.000.000 đ mỗi lần."))
        fields = {
            "partnerCode": account.options.partner_code,
            "requestId": request.reference,
            "amount": request.total.minor,
            "orderId": request.reference,
            "orderInfo": plain(request.purpose),
            "redirectUrl": request.return_url,
            "ipnUrl": request.notify_url,
            "requestType": account.options.request_type,
            "extraData": "",
            "lang": "en" if request.language == "en" else "vi",
        }
        answer = _ask(account, "create", fields, signing.CREATE_FIELDS)
        url = answer.get("payUrl", "")
        if answer.get("resultCode") != "0" or not leads_out(url):
            raise ProviderUnreachable(_("Cổng thanh toán chưa trả lời được."))
        return url

    def parse_webhook(self, params: Mapping[str, str], account: Account) -> ProviderNotice:
        if not signing.is_signed(params, signing.NOTICE_FIELDS, **_keys(account)):
            raise SignatureRefused(_("Chữ ký của cổng thanh toán không đúng."))
        return _notice(params)

    def identify(self, params: Mapping[str, str]) -> str:
        names = (*signing.NOTICE_FIELDS, signing.SIGNATURE)
        whole = signing.canonical({**params, "accessKey": ""}, names)
        return hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()

    def merchant_of(self, account: Account) -> str:
        code: str = account.options.partner_code
        return code

    def query(self, request: QueryRequest, account: Account) -> ProviderNotice | None:
        fields = {
            "partnerCode": account.options.partner_code,
            "requestId": request.request_id,
            "orderId": request.reference,
            "lang": "vi",
        }
        answer = _ask(account, "query", fields, signing.QUERY_FIELDS)
        code = answer.get("resultCode", "")
        if code in _UNFINISHED or code in _NEVER_SEEN:
            return None
        same = answer.get("orderId") == request.reference
        if not code or not same:
            raise ProviderUnreachable(_("Cổng thanh toán chưa trả lời được."))
        return _notice(answer)

    def refund(self, request: RefundRequest, account: Account) -> RefundAnswer:
        """``orderId`` is the refund's own; what is paid back is named by MoMo's ``transId``."""
        fields = {
            "partnerCode": account.options.partner_code,
            "orderId": request.request_id,
            "requestId": request.request_id,
            "amount": request.amount.minor,
            "transId": whole_number(request.provider_transaction) or 0,
            "lang": "vi",
            "description": plain(request.reason),
        }
        answer = _ask(account, "refund", fields, signing.REFUND_FIELDS)
        code = answer.get("resultCode", "")
        return RefundAnswer(_refunded(code), answer.get("transId", ""), code)

    def reply(self, outcome: Outcome | None, params: Mapping[str, str]) -> Reply:
        """204 within 15 seconds; anything else and MoMo sends the notice again."""
        if outcome is None or outcome is Outcome.NOT_CONFIGURED:
            return Reply({"message": "try again later"}, 503)
        if outcome in _REFUSED:
            return Reply({"message": outcome.value}, 400)
        return Reply(None, 204)


def _keys(account: Account) -> dict[str, str]:
    return {"access_key": account.options.access_key, "secret": account.secrets.secret_key}


def _ask(
    account: Account, deed: str, fields: dict[str, Any], names: tuple[str, ...]
) -> dict[str, str]:
    fields[signing.SIGNATURE] = signing.sign(fields, names, **_keys(account))
    answer = ask_json(f"{account.options.api_url.rstrip('/')}/{deed}", fields)
    if answer.get("resultCode") in _STRANGER:
        raise AccountRefused(_("Cổng thanh toán không nhận tài khoản hoặc chữ ký này."))
    return answer


def _notice(params: Mapping[str, str]) -> ProviderNotice:
    code = params.get("resultCode", "")
    return ProviderNotice(
        reference=params.get("orderId", ""),
        amount=whole_number(params.get("amount", "")) or None,
        currency="VND",
        merchant=params.get("partnerCode", ""),
        result=_result(code),
        provider_transaction=params.get("transId", ""),
        provider_code=code,
    )


def _result(code: str) -> Result:
    if code == "0":
        return Result.SUCCEEDED
    doubtful = code in _DOUBTFUL or code in _UNFINISHED
    return Result.UNKNOWN if doubtful else Result.FAILED


def _refunded(code: str) -> RefundState:
    if code == "0":
        return RefundState.DONE
    waits = code in _UNFINISHED or code in ("10", "11", "99", "")
    return RefundState.PENDING if waits else RefundState.REFUSED
