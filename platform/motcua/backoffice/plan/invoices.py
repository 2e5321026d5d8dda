"""Whom the invoices are made out to, and each invoice to read, print and pay by transfer."""

from dataclasses import asdict
from uuid import UUID

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from billing import api as billing
from motcua.backoffice.plan.forms import ProfileForm
from motcua.backoffice.plan.shell import page, words_of
from motcua.backoffice.staff.shell import technician_screen
from motcua.kernel.errors import DomainError
from motcua.payments.contrib.vietqr.emv import QrInvalid, VietQr, build
from tenants.api import current_tenant


@technician_screen
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    tenant = current_tenant()
    found = billing.find_profile(tenant.id)
    initial = asdict(found) if found else {"legal_name": tenant.name}
    form = ProfileForm(request.POST or None, initial=initial)
    wanted = request.GET.get("goi", "")
    if request.method == "POST" and form.is_valid():
        try:
            billing.save_profile(
                tenant_id=tenant.id,
                fields=billing.ProfileFields(**form.cleaned_data),
                now=timezone.now(),
            )
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, words_of(error))
        else:
            messages.success(request, _("Đã lưu. Hóa đơn từ nay dùng thông tin này."))
            return HttpResponseRedirect(
                reverse("plan:choose", args=[wanted])
                if wanted in billing.PRICES
                else reverse("plan:index")
            )
    context = {**page(_("Thông tin xuất hóa đơn")), "form": form}
    status = 422 if form.errors else 200
    return render(request, "backoffice/plan/profile.html", context, status=status)


@technician_screen
@require_GET
def invoice(request: HttpRequest, invoice_id: UUID) -> HttpResponse:
    """Only the agency's own; to be read and printed."""
    found = billing.get_invoice(invoice_id, tenant_id=current_tenant().id)
    by_transfer = found.is_open and found.method == "transfer"
    context = {
        **page(_("Hóa đơn %s") % found.number),
        "invoice": found,
        "seller": settings.MOTCUA_SELLER,
        "by_transfer": by_transfer,
        "code": _code(found) if by_transfer else "",
    }
    answer = render(request, "backoffice/plan/invoice.html", context)
    answer.headers["Cache-Control"] = "no-store, private"
    return answer


def _code(found: billing.InvoiceView) -> str:
    """A VietQR with amount and words, as an address of the picture; empty without an account."""
    seller = settings.MOTCUA_SELLER
    try:
        text = build(
            VietQr(
                bank_bin=seller["bank_bin"],
                account_number=seller["account"],
                amount=found.due.minor,
                memo=found.memo,
                is_dynamic=True,
            )
        )
    except QrInvalid:
        return ""
    code = segno.make(text, error="m", micro=False)
    return str(code.svg_data_uri(scale=6, border=3, dark="#000", light="#fff"))
