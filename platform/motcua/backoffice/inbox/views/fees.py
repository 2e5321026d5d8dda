"""Taking a fee in cash at the counter, and its receipt."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.backoffice.inbox.screen import orders_of
from motcua.backoffice.inbox.shell import header, inbox_crumb, staff_screen
from motcua.casework import api as casework
from motcua.casework.api import CaseView
from motcua.identity.api import actor_from_request
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, Invalid
from motcua.payments import api as payments
from tenants.api import current_tenant


@staff_screen
@require_http_methods(["GET", "POST"])
def counter(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show what is owed; open the order; take the whole amount and give a receipt."""
    by = actor_from_request(request)
    by.require(payments.Permission.COLLECT)
    case = casework.get_case(case_id, by=by, now=timezone.now())
    if request.method == "GET":
        casework.record_reading(case_id, by=by, now=timezone.now(), what="fees")
        return _page(request, case)
    try:
        _take(request, case, by)
    except (Conflict, Invalid) as error:
        return _page(request, case, error=error.message, status=error.status)
    return HttpResponseRedirect(reverse("office:fees", args=[case_id]))


@staff_screen
@require_GET
def receipt(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The last receipt, made for printing."""
    by = actor_from_request(request)
    if not by.may(payments.Permission.COLLECT):
        by.require(payments.Permission.READ)
    case = casework.get_case(case_id, by=by, now=timezone.now())
    casework.record_reading(case_id, by=by, now=timezone.now(), what="fees")
    given = [each for each in orders_of(case_id) if each.receipt is not None]
    if not given:
        raise payments.OrderMissing(_("Hồ sơ này chưa có biên lai."))
    context = {
        **header(_("Biên lai thu phí"), inbox_crumb(), _case_crumb(case)),
        "case": case,
        "shown": given[-1],
        "tenant_name": current_tenant().name,
    }
    return render(request, "backoffice/inbox/receipt.html", context)


def _take(request: HttpRequest, case: CaseView, by: Actor) -> None:
    now = timezone.now()
    wanted = request.POST.get("order", "")
    if not wanted:
        casework.open_case_order(case_id=case.id, by=by, now=now)
        return
    orders = [shown.order for shown in orders_of(case.id)]
    order = next((each for each in orders if str(each.id) == wanted), None)
    if order is None:
        raise payments.OrderMissing(_("Không tìm thấy khoản phải nộp này."))
    given = payments.collect_at_counter(
        order_id=order.id, by=by, now=now, idempotency_key=f"counter:{order.id}"
    )
    messages.success(
        request,
        _("Đã thu %(amount)s, biên lai số %(number)s.")
        % {"amount": given.total.display(), "number": given.number},
    )


def _page(
    request: HttpRequest, case: CaseView, *, error: str = "", status: int = 200
) -> HttpResponse:
    orders = orders_of(case.id)
    context = {
        **header(_("Thu phí, lệ phí"), inbox_crumb(), _case_crumb(case)),
        "case": case,
        "orders": orders,
        "has_pending": any(each.order.is_pending for each in orders),
        "may_open": case.row.fee_state == casework.FeeState.DUE,
        "error": error,
    }
    return render(request, "backoffice/inbox/fees.html", context, status=status)


def _case_crumb(case: CaseView) -> dict[str, str]:
    return {"url": reverse("office:case", args=[case.id]), "label": case.row.number}
