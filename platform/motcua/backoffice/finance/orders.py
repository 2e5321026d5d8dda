"""One order's money: payments, receipts, refunds."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from motcua.backoffice.finance.forms import AskRefundForm, ReceiptForm
from motcua.backoffice.finance.refunds import shown
from motcua.backoffice.finance.shell import (
    READ,
    RECONCILE,
    crumb,
    finance_screen,
    header,
    pdf_answer,
    title_of,
)
from motcua.casework import money_api as papers
from motcua.identity.api import actor_from_request
from motcua.kernel.errors import DomainError, Forbidden, Invalid
from motcua.payments import api as payments

_FORMS: Final[dict[str, type[forms.Form]]] = {
    "refund": AskRefundForm,
    "replace": ReceiptForm,
    "cancel": ReceiptForm,
}


@require_GET
@finance_screen(READ)
def index(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "")[:100]
    context = {
        **header(_("Khoản thu, biên lai"), request, crumb("index", _("Tài chính"))),
        "q": text,
        "orders": payments.search_orders(text=text),
    }
    return render(request, "backoffice/finance/orders.html", context)


@require_http_methods(["GET", "POST"])
@finance_screen(READ)
def show(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """``deed``: ``refund``, ``replace`` or ``cancel`` a receipt, ``ask`` a provider."""
    order = payments.get_order(order_id)
    if request.method == "GET":
        return _page(request, order)
    try:
        actor_from_request(request).require(RECONCILE)
        form = _act(request, order)
    except Forbidden:
        raise
    except DomainError as error:
        return _page(request, order, error=error.message, status=error.status)
    if form is not None:
        return _page(request, order, error=_("Hãy ghi lý do."), status=422)
    messages.success(request, _("Đã ghi."))
    return HttpResponseRedirect(request.path)


@never_cache
@require_GET
@finance_screen(READ)
def paper(request: HttpRequest, order_id: UUID, receipt_id: UUID) -> HttpResponse:
    """A receipt as PDF; a voided one says that it is."""
    by = actor_from_request(request)
    content = papers.print_receipt(
        order_id=order_id, receipt_id=receipt_id, by=by, now=timezone.now()
    )
    return pdf_answer(content, "bien-lai.pdf")


def _act(request: HttpRequest, order: payments.OrderView) -> Any:
    """The form again when it lacks something."""
    deed, by, now = request.POST.get("deed", ""), actor_from_request(request), timezone.now()
    if deed == "ask":
        _ask(request, order)
        return None
    kind = _FORMS.get(deed)
    if kind is None:
        raise Invalid(_("Hãy chọn việc cần làm."))
    form = kind(request.POST)
    if not form.is_valid():
        return form
    data = form.cleaned_data
    given: dict[str, Any] = {"reason": data["reason"], "by": by, "now": now}
    if deed == "refund":
        payments.ask_refund(order_id=order.id, amount=data["amount"], **given)
    else:
        _end_receipt(deed, order, data, given)
    return None


def _ask(request: HttpRequest, order: payments.OrderView) -> None:
    wanted = request.POST.get("attempt", "")
    known = {str(each.id): each.id for each in payments.list_attempts(order.id)}
    if wanted not in known:
        raise Invalid(_("Khoản thu này không có lần nộp ấy."))
    payments.query_attempt(
        attempt_id=known[wanted], by=actor_from_request(request), now=timezone.now()
    )


def _end_receipt(
    deed: str, order: payments.OrderView, data: dict[str, Any], given: dict[str, Any]
) -> None:
    receipt = payments.find_receipt(order.id)
    if receipt is None:
        raise payments.ReceiptNotStanding(_("Khoản này không có biên lai đang dùng."))
    if deed == "replace":
        name = data["payer_name"] or receipt.payer_name
        payments.replace_receipt(receipt_id=receipt.id, payer_name=name, **given)
    else:
        payments.cancel_receipt(receipt_id=receipt.id, **given)


def _page(
    request: HttpRequest, order: payments.OrderView, *, error: str = "", status: int = 200
) -> HttpResponse:
    attempts = payments.list_attempts(order.id)
    context = {
        **header(order.reference, request, crumb("orders", _("Khoản thu, biên lai"))),
        "order": order,
        "attempts": [
            {
                "row": each,
                "way": title_of(each.gateway),
                "may_ask": each.status in ("begun", "expired", "failed", "unknown"),
            }
            for each in attempts
        ],
        "receipts": payments.list_receipts(order.id),
        "refunds": [shown(each) for each in payments.list_refunds_of(order.id)],
        "refund_form": AskRefundForm(auto_id="hoan-%s"),
        "receipt_form": ReceiptForm(auto_id="bl-%s", initial={"payer_name": order.payer_name}),
        "error": error,
    }
    return render(request, "backoffice/finance/order.html", context, status=status)
