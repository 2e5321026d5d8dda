"""The interfaces of the simulated MoMo and National Payment Platform: begin, ask, pay back."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from motcua.payments.contrib.momo import signing as momo
from motcua.payments.contrib.national import signing as national
from motcua.payments.contrib.simulator import ledger, moods
from motcua.payments.contrib.simulator.merchants import (
    MOMO_PAY,
    NATIONAL_PAY,
    Merchant,
    access_key_of,
    find_merchant,
)
from motcua.payments.contrib.simulator.plans import SUCCESS
from motcua.payments.contrib.simulator.wallets import Momo, National, new_kept
from tenants.api import platform_url

Fields = dict[str, Any]
Interface = Callable[[Fields], HttpResponse]


def interface(vendor: str) -> Callable[[Interface], Callable[[HttpRequest], HttpResponse]]:
    def made(view: Interface) -> Callable[[HttpRequest], HttpResponse]:
        @csrf_exempt
        @require_POST
        @wraps(view)
        def guarded(request: HttpRequest) -> HttpResponse:
            if not settings.MOTCUA_SIMULATORS:
                raise Http404
            if not moods.live(vendor):
                return HttpResponse(status=503)
            try:
                fields = json.loads(request.body)
            except ValueError:
                fields = None
            return view(fields if isinstance(fields, dict) else {})

        return guarded

    return made


@interface("momo")
def momo_create(fields: Fields) -> HttpResponse:
    merchant = _momo_merchant(fields, momo.CREATE_FIELDS)
    if merchant is None:
        return _momo(fields, 11007)
    reference, amount = str(fields.get("orderId", "")), fields.get("amount")
    if type(amount) is not int or not 1_000 <= amount <= 50_000_000:
        return _momo(fields, 22)
    known = ledger.find("momo", merchant.code, reference)
    if known is None:
        known = new_kept(
            merchant=merchant.code,
            reference=reference,
            amount=amount,
            info=str(fields.get("orderInfo", "")),
            back=str(fields.get("redirectUrl", "")),
            begun="",
        )
        ledger.keep("momo", merchant.code, reference, known)
    elif known["amount"] != amount:
        return _momo(fields, 41)
    where = urlencode({"partnerCode": merchant.code, "orderId": reference})
    return _momo(fields, 0, amount=amount, payUrl=f"{platform_url(MOMO_PAY)}?{where}")


@interface("momo")
def momo_query(fields: Fields) -> HttpResponse:
    merchant = _momo_merchant(fields, momo.QUERY_FIELDS)
    if merchant is None:
        return _momo(fields, 11007)
    known = ledger.find("momo", merchant.code, str(fields.get("orderId", "")))
    if known is None:
        return _momo(fields, 42)
    code = Momo.codes[known["code"]] if known["code"] else 1000
    return _momo(fields, code, amount=known["amount"], transId=known["number"], extraData="")


@interface("momo")
def momo_refund(fields: Fields) -> HttpResponse:
    merchant = _momo_merchant(fields, momo.REFUND_FIELDS)
    if merchant is None:
        return _momo(fields, 11007)
    paid = [
        each
        for each in ledger.all_of("momo")
        if each["merchant"] == merchant.code and each["number"] == fields.get("transId")
    ]
    if not paid or paid[0]["code"] != SUCCESS:
        return _momo(fields, 42)
    outcome = give_back(paid[0], str(fields.get("requestId", "")), int(fields.get("amount", 0)))
    if outcome:
        ledger.keep("momo", merchant.code, paid[0]["reference"], paid[0])
    return _momo(fields, 0 if outcome else 1081, transId=paid[0]["number"] + 1)


@interface("national")
def national_init(fields: Fields) -> HttpResponse:
    merchant = find_merchant(str(fields.get("MaDoiTac", "")))
    if merchant is None or not national.has_checksum(
        fields, national.INIT_FIELDS, secret=merchant.secret
    ):
        return JsonResponse({"error_code": "97", "message": "Sai ma xac thuc"})
    reference, amount = str(fields.get("MaThamChieu", "")), str(fields.get("SoTien", ""))
    if not (amount.isascii() and amount.isdigit()) or _fee_sum(fields) != int(amount):
        return JsonResponse({"error_code": "04", "message": "So tien khong dung"})
    if ledger.find("national", merchant.code, reference) is None:
        kept = new_kept(
            merchant=merchant.code,
            reference=reference,
            amount=int(amount),
            info=str(fields.get("ThongTinGiaoDich", "")),
            back="",
            begun=str(fields.get("ThoiGianGD", "")),
        )
        ledger.keep("national", merchant.code, reference, kept)
    where = urlencode({"MaDoiTac": merchant.code, "MaThamChieu": reference})
    message = {"MaLoi": "00", "UrlThanhToan": f"{platform_url(NATIONAL_PAY)}?{where}"}
    return JsonResponse({"error_code": "0", "message": json.dumps(message)})


@interface("national")
def national_query(fields: Fields) -> HttpResponse:
    merchant = find_merchant(str(fields.get("MaDoiTac", "")))
    if merchant is None or not national.has_checksum(
        fields, national.QUERY_FIELDS, secret=merchant.secret
    ):
        return JsonResponse({"MaLoi": "97"})
    known = ledger.find("national", merchant.code, str(fields.get("MaThamChieu", "")))
    if known is None:
        return JsonResponse({"MaLoi": "01"})
    state = "3" if not known["code"] else "1" if known["code"] == SUCCESS else "4"
    told = National().notice(merchant, known, known["code"] or SUCCESS)
    return JsonResponse({**told, "MaLoi": "00", "TrangThaiGD": state})


def give_back(kept: Fields, number: str, amount: int) -> bool:
    """Remember money going back, once a number; false for more than came in."""
    returned = kept.setdefault("returned", {})
    if number in returned:
        return bool(returned[number] == amount)
    if amount <= 0 or sum(returned.values()) + amount > kept["amount"]:
        return False
    returned[number] = amount
    return True


def _fee_sum(fields: Fields) -> int:
    detail = fields.get("ThongTinBienLai")
    lines = detail.get("PhiLePhi", []) if isinstance(detail, dict) else []
    return sum(int(line.get("SoTien", 0)) for line in lines)


def _momo_merchant(fields: Fields, names: tuple[str, ...]) -> Merchant | None:
    merchant = find_merchant(str(fields.get("partnerCode", "")))
    if merchant is None:
        return None
    keys = {"access_key": access_key_of(merchant.code), "secret": merchant.secret}
    return merchant if momo.is_signed(fields, names, **keys) else None


def _momo(fields: Fields, code: int, **more: Any) -> JsonResponse:
    said = {name: fields.get(name, "") for name in ("partnerCode", "orderId", "requestId")}
    return JsonResponse({**said, "resultCode": code, "message": "", "responseTime": 0, **more})
