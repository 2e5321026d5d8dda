"""Paying a fee: choose a way, go to the gateway, come back. The provider's notice decides."""

from typing import Final
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.casework.api import get_case, open_case_order
from motcua.identity.api import applicant_actor
from motcua.kernel.clients import client_address
from motcua.payments import api as payments
from motcua.portal.codes import picture_of
from motcua.portal.people import applicant_of, applicant_required
from tenants.api import tenant_url

_OTHER_WAY: Final = (
    payments.ProviderUnreachable,
    payments.AccountRefused,
    payments.GatewayNotConfigured,
    payments.NotSupported,
)
"""Told on the page, where another way can be chosen at once."""


@applicant_required
@require_POST
def open_payment(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The order for what the dossier owes; the same one when asked again."""
    by = applicant_actor(applicant_of(request))
    order = open_case_order(case_id=case_id, by=by, now=timezone.now())
    return HttpResponseRedirect(reverse("pay", args=[order.id]))


@applicant_required
@require_http_methods(["GET", "POST"])
def pay(request: HttpRequest, order_id: UUID) -> HttpResponse:
    order = _own_order(request, order_id)
    if request.method == "POST" and order.is_pending:
        try:
            return _leave(request, order)
        except _OTHER_WAY as error:
            return _choose(request, order, error=error.message, status=error.status)
        except payments.OrderNotPayable:
            order = payments.get_order(order.id)
    return _choose(request, order)


@applicant_required
@require_GET
def transfer(request: HttpRequest, order_id: UUID, gateway: str) -> HttpResponse:
    """Where to send a bank transfer, with a code to scan; shown again it is the same."""
    order = _own_order(request, order_id)
    if not order.is_pending:
        return HttpResponseRedirect(reverse("pay", args=[order.id]))
    shown = payments.show_transfer(order_id=order.id, gateway=gateway, now=timezone.now())
    context = {
        "order": order,
        "transfer": shown,
        "code": picture_of(shown.qr) if shown.qr else "",
        "case_id": _case_id(order),
    }
    return render(request, "payments/transfer.html", context)


def _choose(
    request: HttpRequest, order: payments.OrderView, *, error: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "order": order,
        "error": error,
        "ways": [each for each in payments.list_gateways() if each.method != "cash"],
        "receipt": payments.find_receipt(order.id) if order.is_paid else None,
        "idempotency_key": uuid4().hex,
        "case_id": _case_id(order),
    }
    return render(request, "payments/pay.html", context, status=status)


def _leave(request: HttpRequest, order: payments.OrderView) -> HttpResponse:
    """An interstitial page: a redirect would be held against the page's form-action policy."""
    gateway = request.POST.get("gateway", "")
    if gateway not in {choice.key for choice in payments.list_gateways(is_online=True)}:
        raise payments.GatewayNotConfigured(_("Hãy chọn một cách nộp có trong danh sách."))
    redirect = payments.begin_attempt(
        order_id=order.id,
        gateway=gateway,
        return_url=tenant_url(reverse("pay_return", args=[order.id, gateway])),
        ip=client_address(request),
        now=timezone.now(),
        by=applicant_actor(applicant_of(request)),
        idempotency_key=request.POST.get("idempotency_key", "")[:64],
    )
    return render(request, "payments/leave.html", {"url": redirect.url, "order": order})


@applicant_required
@require_GET
def returned(request: HttpRequest, order_id: UUID, gateway: str) -> HttpResponse:
    """The browser comes back. What it carries is shown, never believed."""
    order = _own_order(request, order_id)
    seen = payments.record_return(gateway=gateway, params=request.GET.dict(), now=timezone.now())
    order = payments.get_order(order.id)
    context = {"order": order, "said": seen.said, "case_id": _case_id(order)}
    return render(request, "payments/returned.html", context)


@applicant_required
@require_GET
def came_back(request: HttpRequest, gateway: str) -> HttpResponse:
    """For providers that know one address to come back to and no order of ours."""
    seen = payments.record_return(gateway=gateway, params=request.GET.dict(), now=timezone.now())
    if seen.order is None:
        return HttpResponseRedirect(reverse("my_cases"))
    order = _own_order(request, seen.order.id)
    context = {"order": order, "said": seen.said, "case_id": _case_id(order)}
    return render(request, "payments/returned.html", context)


def _own_order(request: HttpRequest, order_id: UUID) -> payments.OrderView:
    """The order, if it is for a dossier of the applicant's own; else 404, like one not there."""
    order = payments.get_order(order_id)
    case_id = _case_id(order)
    if case_id is None:
        raise Http404
    get_case(case_id, by=applicant_actor(applicant_of(request)), now=timezone.now())
    return order


def _case_id(order: payments.OrderView) -> UUID | None:
    kind, _colon, identifier = order.subject.partition(":")
    return UUID(identifier.partition(":")[0]) if kind == "case" else None
