"""What a person sees of the simulated Stripe: checkout, portal, invoice, and its control desk."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from billing.contrib.stripe_simulator import moods, sending, sessions, store, subscriptions
from billing.contrib.stripe_simulator.wire import StripeFault
from motcua.kernel.money import Money

View = Callable[..., HttpResponse]
CARDS: Final = {
    "4242": gettext_lazy("Thẻ 4242 …: trả được"),
    "0002": gettext_lazy("Thẻ … 0002: bị từ chối ngay"),
    "0341": gettext_lazy("Thẻ … 0341: lưu được, lần thu sau bị từ chối"),
}
DAYS: Final = {"1": 1, "31": 31, "60": 60}


def simulators_only(view: View) -> View:
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: str) -> HttpResponse:
        if not settings.MOTCUA_SIMULATORS:
            raise Http404
        try:
            return view(request, **kwargs)
        except StripeFault as fault:
            if fault.status == 404:
                raise Http404 from fault
            context = {"refusal": str(fault)}
            return render(request, "simulator/stripe_refused.html", context, status=fault.status)

    return guarded


@simulators_only
@require_http_methods(["GET", "POST"])
def checkout(request: HttpRequest, session_id: str) -> HttpResponse:
    session = sessions.take_checkout({}, session_id)
    if session["status"] != "open":
        raise StripeFault(_("Trang thanh toán này đã dùng xong hoặc hết hạn."), status=410)
    error = ""
    if request.method == "POST":
        if request.POST.get("deed") == "leave":
            return HttpResponseRedirect(session["cancel_url"] or "/")
        try:
            with transaction.atomic():
                done = sessions.finish_checkout(session_id, request.POST.get("card", "0002"))
        except StripeFault as fault:
            error = str(fault)
        else:
            back = done["success_url"].replace("{CHECKOUT_SESSION_ID}", session_id)
            return HttpResponseRedirect(back)
    asked = {"customer": session["customer"], "subscription_details": session["_asked"]}
    context = {
        "lines": _lines(subscriptions.preview(asked)),
        "total": Money(session["amount_total"]).display(),
        "is_trial": not session["amount_total"],
        "cards": CARDS.items(),
        "error": error,
    }
    answer = render(
        request, "simulator/stripe_checkout.html", context, status=402 if error else 200
    )
    return _leads_to(answer, session["success_url"])


@simulators_only
@require_http_methods(["GET", "POST"])
def portal(request: HttpRequest, session_id: str) -> HttpResponse:
    session = store.take("billing_portal.session", session_id)
    customer = session["customer"]
    if request.method == "POST":
        with transaction.atomic():
            _portal_deed(request, customer)
        messages.success(request, _("Đã ghi nhận."))
        return HttpResponseRedirect(request.path)
    context = {
        "customer": store.take("customer", customer),
        "subscriptions": store.every("subscription", customer=customer),
        "invoices": [_invoice(each) for each in store.every("invoice", customer=customer)],
        "cards": CARDS.items(),
        "back": session["return_url"],
    }
    return render(request, "simulator/stripe_portal.html", context)


def _portal_deed(request: HttpRequest, customer: str) -> None:
    deed = request.POST.get("deed", "")
    if deed == "card" and request.POST.get("card") in CARDS:
        sessions.attach_card(customer, str(request.POST["card"]))
    elif deed in ("end", "stay"):
        for sub in store.every("subscription", customer=customer):
            if sub["status"] != "canceled":
                ends = "true" if deed == "end" else "false"
                subscriptions.change({"cancel_at_period_end": ends}, sub["id"])


@simulators_only
@require_GET
def invoice(request: HttpRequest, invoice_id: str) -> HttpResponse:
    found = store.take("invoice", invoice_id)
    context = {"invoice": _invoice(found), "lines": _lines(found), "raw": found}
    return render(request, "simulator/stripe_invoice.html", context)


@simulators_only
@require_http_methods(["GET", "POST"])
def desk(request: HttpRequest) -> HttpResponse:
    """Moods, the passing of time, and notices that were held back."""
    if request.method == "POST":
        try:
            told = _desk_deed(request)
        except (ValueError, KeyError):
            return HttpResponse(status=422)
        messages.success(request, told)
        return HttpResponseRedirect(request.path)
    context = {
        "mood": moods.mood(),
        "moods": moods.MOODS.items(),
        "customers": [
            {"customer": each, "subs": store.every("subscription", customer=each["id"])}
            for each in store.every("customer")
        ],
        "held": len(sending.held_back()),
    }
    return render(request, "simulator/stripe_desk.html", context)


def _desk_deed(request: HttpRequest) -> str:
    deed = request.POST.get("deed")
    if deed == "mood":
        moods.set_mood(request.POST["mood"])
        return _("Đã đổi cách ứng xử.")
    if deed == "send":
        sent = [each for each in sending.held_back() if sending.deliver(each)]
        return _("Đã gửi %(count)d thông báo.") % {"count": len(sent)}
    days = DAYS[request.POST["days"]]
    with transaction.atomic():
        clock = sessions.hang_on_clock(request.POST["customer"])
        now = store.take("test_helpers.test_clock", clock)["frozen_time"]
        sessions.advance_clock({"frozen_time": str(now + days * 86_400)}, clock)
    return _("Đã trôi %(days)d ngày.") % {"days": days}


def _lines(invoice: dict[str, Any]) -> list[dict[str, str]]:
    lines = [
        {"text": each["description"], "amount": Money(each["amount"]).display()}
        for each in invoice["lines"]["data"]
    ]
    tax = sum(each["amount"] for each in invoice["total_taxes"])
    return [*lines, {"text": _("Thuế"), "amount": Money(tax).display()}]


def _invoice(each: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": each["id"],
        "number": each["number"],
        "status": each["status"],
        "total": Money(each["total"]).display(),
        "url": each["hosted_invoice_url"],
    }


def _leads_to(answer: HttpResponse, url: str) -> HttpResponse:
    """The answer to the form leads back to the tenant's own host."""
    back = urlsplit(url)
    answer._csp_update = {"form-action": [f"{back.scheme}://{back.netloc}"]}  # type: ignore[attr-defined]
    return answer
