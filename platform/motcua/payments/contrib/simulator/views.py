"""VNPay's pages and interface, simulated."""

import json
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import render
from django.template.loader import select_template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from motcua.kernel.ids import new_secret
from motcua.kernel.money import Money
from motcua.payments.contrib.simulator import ledger, moods, notices, transactions
from motcua.payments.contrib.simulator.interfaces import give_back
from motcua.payments.contrib.simulator.merchants import Merchant, find_merchant
from motcua.payments.contrib.simulator.plans import PLANS, Plan
from motcua.payments.contrib.simulator.wallets import WALLETS
from motcua.payments.contrib.vnpay import signing

LAYOUTS: Final = ["base_platform.html", "simulator/layout.html"]
LATE_SECONDS: Final = 20

View = Callable[..., HttpResponse]


def simulators_only(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: str) -> HttpResponse:
        if not settings.MOTCUA_SIMULATORS:
            raise Http404
        return view(request, **kwargs)

    return guarded


@simulators_only
@never_cache
@require_http_methods(["GET", "POST"])
def pay(request: HttpRequest) -> HttpResponse:
    """The payment page. The order is in the address, signed, for showing and for acting alike."""
    params = {name: str(value) for name, value in request.GET.items()}
    merchant = find_merchant(params.get("vnp_TmnCode", ""))
    refusal = _refusal(params, merchant)
    if refusal or merchant is None:
        return _page(request, {"refusal": refusal}, status=400)
    plan = PLANS.get(str(request.POST.get("action", ""))) if request.method == "POST" else None
    if plan is not None:
        return _carry_out(plan, params, merchant)
    amount = Money(int(params["vnp_Amount"]) // signing.FACTOR)
    response = _page(
        request,
        {
            "provider": "VNPay",
            "merchant": merchant.name,
            "amount": amount.display(),
            "info": params.get("vnp_OrderInfo", ""),
            "reference": params["vnp_TxnRef"],
            "late_seconds": LATE_SECONDS,
        },
    )
    # The answer to the form leads back to the tenant's own host.
    back = urlsplit(params["vnp_ReturnUrl"])
    response._csp_update = {"form-action": [f"{back.scheme}://{back.netloc}"]}  # type: ignore[attr-defined]
    return response


@simulators_only
@never_cache
@require_http_methods(["GET", "POST"])
def wallet(request: HttpRequest, vendor: str) -> HttpResponse:
    """The payment page of MoMo or the National Payment Platform, for what was begun there."""
    asked, chosen = request.GET, WALLETS[vendor]
    merchant = find_merchant(asked.get("partnerCode") or asked.get("MaDoiTac") or "")
    reference = asked.get("orderId") or asked.get("MaThamChieu") or ""
    kept = ledger.find(vendor, merchant.code, reference) if merchant else None
    if merchant is None or kept is None or kept["code"] == "00":
        return _page(request, {"refusal": _("Giao dịch không có hoặc đã xong.")}, status=400)
    back = kept["back"] or merchant.return_url(vendor)
    plan = PLANS.get(str(request.POST.get("action", ""))) if request.method == "POST" else None
    if plan is not None:
        ledger.keep(vendor, merchant.code, reference, {**kept, "code": plan.code})
        _tell(plan, merchant.code, reference, vendor)
        told = chosen.notice(merchant, kept, plan.code, plan.added)
        return HttpResponseRedirect(f"{back}{'&' if '?' in back else '?'}{urlencode(told)}")
    response = _page(
        request,
        {
            "provider": chosen.title,
            "merchant": merchant.name,
            "amount": Money(kept["amount"]).display(),
            "info": kept["info"],
            "reference": reference,
            "late_seconds": LATE_SECONDS,
        },
    )
    parts = urlsplit(back)
    response._csp_update = {"form-action": [f"{parts.scheme}://{parts.netloc}"]}  # type: ignore[attr-defined]
    return response


@simulators_only
@never_cache
@require_http_methods(["GET", "POST"])
def mood(request: HttpRequest) -> HttpResponse:
    """How the simulated providers feel, and making them feel otherwise."""
    if request.method == "POST":
        try:
            moods.set_mood(request.POST.get("vendor", ""), request.POST.get("mood", ""))
        except ValueError:
            return HttpResponse(status=422)
        return HttpResponseRedirect(request.path)
    layout = select_template(LAYOUTS)
    now = [(vendor, moods.mood_of(vendor)) for vendor in moods.VENDORS]
    context = {"layout": layout, "now": now, "moods": moods.MOODS}
    return render(request, "simulator/moods.html", context)


@simulators_only
@csrf_exempt
@require_POST
def api(request: HttpRequest) -> HttpResponse:
    """``querydr``: what became of a transaction, 91 for none; ``refund``: money back."""
    if not moods.live("vnpay"):
        return HttpResponse(status=503)
    try:
        fields: Any = json.loads(request.body)
    except ValueError:
        fields = None
    if not isinstance(fields, dict):
        return JsonResponse({"vnp_ResponseCode": "03", "vnp_Message": "Invalid format"})
    merchant = find_merchant(str(fields.get("vnp_TmnCode", "")))
    if merchant is None:
        return JsonResponse({"vnp_ResponseCode": "02", "vnp_Message": "Invalid TmnCode"})
    is_refund = fields.get("vnp_Command") == "refund"
    asked = signing.REFUND_FIELDS if is_refund else signing.QUERY_FIELDS
    if not signing.has_checksum(fields, asked, secret=merchant.secret):
        return JsonResponse({"vnp_ResponseCode": "97", "vnp_Message": "Invalid checksum"})
    answer = _refund(merchant, fields) if is_refund else _answer(merchant, fields)
    said = signing.REFUND_ANSWER_FIELDS if is_refund else signing.ANSWER_FIELDS
    answer[signing.HASH] = signing.checksum(answer, said, secret=merchant.secret)
    return JsonResponse(answer)


def _refund(merchant: Merchant, fields: Mapping[str, Any]) -> dict[str, str]:
    """The whole (02) or a part (03) of a payment, once a request number."""
    reference, number = str(fields.get("vnp_TxnRef", "")), str(fields.get("vnp_RequestId", ""))
    kept, amount = ledger.find("vnpay", merchant.code, reference), fields.get("vnp_Amount", "")
    code = "91"
    if kept is not None and kept["code"] == "00" and str(amount).isdigit():
        code = "00" if give_back(kept, number, int(amount)) else "95"
        ledger.keep("vnpay", merchant.code, reference, kept)
    return {
        "vnp_ResponseId": new_secret(length=20),
        "vnp_Command": "refund",
        "vnp_TmnCode": merchant.code,
        "vnp_TxnRef": reference,
        "vnp_ResponseCode": code,
        "vnp_Message": "Refund",
        "vnp_Amount": str(amount),
        "vnp_TransactionNo": str(kept["number"]) if kept else "",
        "vnp_TransactionType": str(fields.get("vnp_TransactionType", "")),
        "vnp_TransactionStatus": "00" if code == "00" else "09",
        "vnp_OrderInfo": str(fields.get("vnp_OrderInfo", "")),
    }


def _answer(merchant: Merchant, fields: Mapping[str, Any]) -> dict[str, str]:
    known = transactions.find(merchant.code, str(fields.get("vnp_TxnRef", "")))
    base = {
        "vnp_ResponseId": new_secret(length=20),
        "vnp_Command": "querydr",
        "vnp_TmnCode": merchant.code,
        "vnp_TxnRef": str(fields.get("vnp_TxnRef", "")),
    }
    if known is None:
        return {**base, "vnp_ResponseCode": "91", "vnp_Message": "Transaction not found"}
    return {
        **base,
        "vnp_ResponseCode": "00",
        "vnp_Message": "QueryDr Success",
        "vnp_Amount": str(known.amount),
        "vnp_BankCode": "NCB",
        "vnp_PayDate": known.paid_at,
        "vnp_TransactionNo": known.number,
        "vnp_TransactionType": "01",
        "vnp_TransactionStatus": known.status,
        "vnp_OrderInfo": known.info,
    }


def _refusal(params: Mapping[str, str], merchant: Merchant | None) -> str:
    """Why VNPay would not show its page; empty when it would."""
    if merchant is None or not signing.is_signed(params, secret=merchant.secret):
        return _("Mã đơn vị hoặc chữ ký không đúng (mã lỗi 70).")
    needed = ("vnp_Amount", "vnp_TxnRef", "vnp_ReturnUrl", "vnp_CreateDate", "vnp_OrderInfo")
    if any(not params.get(name) for name in needed) or not params["vnp_Amount"].isdigit():
        return _("Yêu cầu thiếu thông tin (mã lỗi 03).")
    try:
        expires = signing.moment_of(params.get("vnp_ExpireDate", ""))
    except ValueError:
        return _("Thời hạn thanh toán không đúng (mã lỗi 03).")
    if expires < timezone.now():
        return _("Giao dịch đã quá thời hạn thanh toán (mã lỗi 15).")
    if transactions.is_paid(merchant.code, params["vnp_TxnRef"]):
        return _("Giao dịch này đã được thanh toán (mã lỗi 02).")
    return ""


def _carry_out(plan: Plan, params: Mapping[str, str], merchant: Merchant) -> HttpResponse:
    """Move the make-believe money, tell the tenant's server, send the browser back."""
    reference = params["vnp_TxnRef"]
    known = transactions.begin(
        merchant=merchant.code,
        reference=reference,
        amount=int(params["vnp_Amount"]),
        info=params["vnp_OrderInfo"],
        code=plan.code,
        now=timezone.now(),
    )
    _tell(plan, merchant.code, reference, "vnpay")
    added = plan.added * signing.FACTOR
    told = transactions.notice_of(known, merchant, code=plan.code, added=added)
    url = params["vnp_ReturnUrl"]
    return HttpResponseRedirect(f"{url}{'&' if '?' in url else '?'}{urlencode(told)}")


def _tell(plan: Plan, merchant: str, reference: str, vendor: str) -> None:
    for code in plan.at_once:
        notices.send_or_retry(merchant, reference, code, plan.added, vendor=vendor)
    for code in plan.late:
        notices.send_later(merchant, reference, code, seconds=LATE_SECONDS, vendor=vendor)


def _page(request: HttpRequest, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    layout = select_template(LAYOUTS)
    return render(request, "simulator/vnpay.html", {"layout": layout, **context}, status=status)
