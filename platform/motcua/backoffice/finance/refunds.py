"""Money that must go back, oldest first."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from motcua.backoffice.finance.forms import RefundForm
from motcua.backoffice.finance.shell import (
    PAGE,
    READ,
    RECONCILE,
    REFUND_CAUSES,
    crumb,
    finance_screen,
    header,
    title_of,
)
from motcua.backoffice.inbox.shell import page_number
from motcua.identity.api import actor_from_request
from motcua.kernel.errors import DomainError
from motcua.payments import api as payments


@require_GET
@finance_screen(READ)
def index(request: HttpRequest) -> HttpResponse:
    page = page_number(request)
    rows = payments.list_refunds(is_open=True, limit=PAGE + 1, offset=PAGE * (page - 1))
    context = {
        **header(_("Hoàn trả"), request, crumb("index", _("Tài chính"))),
        "refunds": [shown(row) for row in rows[:PAGE]],
        "settled": [shown(row) for row in payments.list_refunds(is_open=False, limit=20)],
        "next_page": page + 1 if len(rows) > PAGE else None,
    }
    return render(request, "backoffice/finance/refunds.html", context)


@require_POST
@finance_screen(RECONCILE)
def settle(request: HttpRequest, refund_id: UUID) -> HttpResponse:
    """``deed``: ``send`` through the gateway, ``paid`` by hand, ``keep``."""
    deed = request.POST.get("deed", "")
    form = RefundForm(request.POST)
    if deed not in ("send", "paid", "keep"):
        messages.error(request, _("Hãy chọn cách xử lý."))
        return HttpResponseRedirect(reverse("finance:refunds"))
    if deed != "send" and not form.is_valid():
        messages.error(request, _("Hãy ghi số chứng từ hoặc lý do."))
        return HttpResponseRedirect(reverse("finance:refunds"))
    try:
        _act(request, refund_id, deed, form)
    except DomainError as error:
        messages.error(request, error.message)
    return HttpResponseRedirect(reverse("finance:refunds"))


def shown(refund: payments.RefundView) -> dict[str, object]:
    return {
        "row": refund,
        "cause": REFUND_CAUSES.get(refund.cause, refund.cause),
        "way": title_of(refund.gateway),
    }


def _act(request: HttpRequest, refund_id: UUID, deed: str, form: RefundForm) -> None:
    by, now = actor_from_request(request), timezone.now()
    if deed == "send":
        done = payments.send_refund(refund_id=refund_id, by=by, now=now)
        if done.status == "done":
            messages.success(request, _("Cổng thanh toán đã hoàn tiền."))
        elif done.status == "refused":
            messages.error(request, _("Cổng thanh toán từ chối. Hãy hoàn bằng tay."))
        else:
            messages.warning(request, _("Cổng thanh toán đang xử lý. Hãy gửi lại sau ít phút."))
        return
    payments.settle_refund(
        refund_id=refund_id,
        is_paid_back=deed == "paid",
        note=form.cleaned_data["note"],
        by=by,
        now=now,
    )
    messages.success(request, _("Đã ghi."))
