"""What tenants pay: who owes, which transfers came in, which notices were not understood, and how
our books compare with the provider's."""

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from billing import api as billing
from motcua.kernel.errors import DomainError
from motcua.kernel.money import Money
from motcua.portal.views.operator import operator_of, operator_screen
from tenants.api import TenantMissing, get_tenant, list_tenants


@operator_screen
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    names = {each.id: each.name for each in list_tenants()}
    context = {
        "here": "operator_billing",
        "is_configured": billing.current_provider() is not None,
        "paying": [
            {"id": tenant_id, "name": names[tenant_id], "plan": plan, "held": plan.is_held(now)}
            for tenant_id, plan in billing.all_subscriptions().items()
            if tenant_id in names
        ],
        "invoices": [
            {
                "invoice": each,
                "name": names.get(each.tenant_id, "–"),
                "is_late": each.due_at is not None and each.due_at < now,
            }
            for each in billing.list_open_invoices()
        ],
        "settlements": [
            {"settlement": each, "name": names.get(each.invoice.tenant_id, "–")}
            for each in billing.list_settlements()
        ],
        "events": billing.list_stuck_events(),
        "last": _comparison(names),
    }
    return render(request, "platform/operator/billing.html", context)


def _comparison(names: dict[UUID, str]) -> dict[str, Any] | None:
    found = billing.last_reconciliation()
    if found is None:
        return None
    by_text = {str(tenant_id): name for tenant_id, name in names.items()}
    rows = [{**each, "tenant": by_text.get(each["tenant"], "–")} for each in found.differences]
    return {"run": found, "rows": rows, "open": sum(not each["mended"] for each in rows)}


@operator_screen
@require_http_methods(["GET", "POST"])
def settle(request: HttpRequest, invoice_id: UUID) -> HttpResponse:
    """Say that a transfer came in. Large amounts wait for a second person."""
    try:
        found = billing.get_invoice(invoice_id)
        name = get_tenant(found.tenant_id).name
    except (billing.InvoiceMissing, TenantMissing) as missing:
        raise Http404 from missing
    error = ""
    if request.method == "POST":
        try:
            return _settle(request, invoice_id)
        except DomainError as refused:
            error = str(refused.message)
    context = {
        "here": "operator_billing",
        "invoice": found,
        "name": name,
        "error": error,
        "typed": request.POST,
        "today": f"{timezone.localdate():%Y-%m-%d}",
        "four_eyes": Money(settings.MOTCUA_BILLING_FOUR_EYES).display(),
        "needs_two": found.due.minor >= settings.MOTCUA_BILLING_FOUR_EYES,
    }
    status = 422 if error else 200
    return render(request, "platform/operator/billing_settle.html", context, status=status)


def _settle(request: HttpRequest, invoice_id: UUID) -> HttpResponse:
    post, now = request.POST, timezone.now()
    if number := post.get("tax_invoice", "").strip():
        billing.note_tax_invoice(
            invoice_id=invoice_id, number=number, by=operator_of(request), now=now
        )
    if post.get("deed") == "tax":
        messages.success(request, _("Đã ghi số hóa đơn điện tử."))
        return HttpResponseRedirect(reverse("operator_billing"))
    digits = post.get("amount", "").replace(".", "").replace(" ", "")
    try:
        amount, received_on = int(digits), date.fromisoformat(post.get("received_on", ""))
    except ValueError:
        raise billing.SettlementRefused(_("Hãy ghi số tiền bằng số và chọn ngày nhận.")) from None
    state = billing.ask_settlement(
        invoice_id=invoice_id,
        amount=amount,
        bank_reference=post.get("bank_reference", ""),
        received_on=received_on,
        reason=post.get("reason", ""),
        by=operator_of(request),
        now=now,
    )
    told = {
        "waiting": _("Đã ghi nhận; chờ người thứ hai xác nhận."),
        "confirmed": _("Đã ghi nhận; sẽ báo cho đơn vị thu tiền khi liên lạc được."),
    }.get(state, _("Hóa đơn đã được ghi là thanh toán."))
    messages.success(request, told)
    return HttpResponseRedirect(reverse("operator_billing"))


@operator_screen
@require_POST
def confirm(request: HttpRequest, settlement_id: UUID) -> HttpResponse:
    """The second person says yes or no."""
    by, now = operator_of(request), timezone.now()
    try:
        if request.POST.get("verdict") == "confirm":
            billing.confirm_settlement(settlement_id=settlement_id, by=by, now=now)
            messages.success(request, _("Đã xác nhận khoản chuyển khoản."))
        else:
            billing.refuse_settlement(settlement_id=settlement_id, by=by, now=now)
            messages.success(request, _("Đã trả lại; hóa đơn vẫn chờ thanh toán."))
    except DomainError as error:
        messages.error(request, str(error.message))
    return HttpResponseRedirect(reverse("operator_billing"))


@operator_screen
@require_POST
def retry(request: HttpRequest, event_id: UUID) -> HttpResponse:
    try:
        state = billing.retry_event(event_id=event_id, by=operator_of(request), now=timezone.now())
    except billing.EventMissing:
        messages.info(request, _("Thông báo này đã xử lý xong."))
    else:
        if state == "done":
            messages.success(request, _("Đã xử lý xong thông báo."))
        else:
            messages.warning(request, _("Vẫn chưa xử lý được; lý do ghi ở danh sách."))
    return HttpResponseRedirect(reverse("operator_billing"))


@operator_screen
@require_POST
def compare(request: HttpRequest) -> HttpResponse:
    """The nightly comparison, now."""
    found = billing.reconcile(now=timezone.now())
    if found is None:
        messages.info(request, _("Chưa cấu hình đơn vị thu tiền nên không có gì để đối chiếu."))
    elif found.error:
        messages.error(request, _("Chưa đối chiếu được: đơn vị thu tiền không trả lời."))
    else:
        messages.success(request, _("Đã đối chiếu."))
    return HttpResponseRedirect(reverse("operator_billing"))
