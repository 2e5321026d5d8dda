"""The report for the treasury, and what receipts say of themselves."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from motcua.backoffice.books.workbook import write_rows
from motcua.backoffice.finance.forms import ReceiptBookForm, ReportForm
from motcua.backoffice.finance.shell import (
    READ,
    RECONCILE,
    crumb,
    finance_screen,
    header,
    pdf_answer,
)
from motcua.casework import money_api as papers
from motcua.identity.api import actor_from_request
from motcua.payments import api as payments
from tenants.api import current_tenant

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@finance_screen(READ)
def index(request: HttpRequest) -> HttpResponse:
    """On the screen, and made for printing."""
    form = _form(request)
    valid = form.is_valid()
    report = payments.fee_report(**form.cleaned_data) if valid else None
    context = {
        **header(_("Báo cáo thu phí, lệ phí"), request, crumb("index", _("Tài chính"))),
        "form": form,
        "report": report,
        "tenant_name": current_tenant().name,
        "query": request.GET.urlencode(),
    }
    status = 200 if valid else 422
    return render(request, "backoffice/finance/report.html", context, status=status)


@never_cache
@require_GET
@finance_screen(READ)
def workbook(request: HttpRequest) -> HttpResponseBase:
    form = _form(request)
    if not form.is_valid():
        return index(request)
    report = payments.fee_report(**form.cleaned_data)
    columns = [
        _("Ngày"),
        _("Hình thức"),
        _("Số khoản"),
        _("Phí"),
        _("Lệ phí"),
        _("Tổng thu"),
        _("Đã hoàn"),
        _("Thực thu"),
        _("Phí của cổng thanh toán"),
    ]
    rows = [_cells(f"{row.day:%d/%m/%Y}", row) for row in report.rows]
    rows.append(_cells(_("Cộng"), report.total))
    spool = write_rows("Thu phi", columns, rows)
    name = f"thu-phi-{report.first_day:%Y%m%d}-{report.last_day:%Y%m%d}.xlsx"
    return FileResponse(spool, as_attachment=True, filename=name, content_type=_XLSX)


@never_cache
@require_GET
@finance_screen(READ)
def paper(request: HttpRequest) -> HttpResponseBase:
    """For the treasury, to be signed."""
    form = _form(request)
    if not form.is_valid():
        return index(request)
    report = payments.fee_report(**form.cleaned_data)
    content = papers.print_fee_report(
        report=report, by=actor_from_request(request), now=timezone.now()
    )
    name = f"thu-phi-{report.first_day:%Y%m%d}-{report.last_day:%Y%m%d}.pdf"
    return pdf_answer(content, name)


@require_http_methods(["GET", "POST"])
@finance_screen(RECONCILE)
def receipt_book(request: HttpRequest) -> HttpResponse:
    book = payments.get_receipt_book()
    names = ("form_number", "serial", "unit_name", "tax_code")
    form = ReceiptBookForm(
        request.POST or None,
        initial={name: getattr(book, name) for name in names},
        auto_id="mau-%s",
    )
    if request.method == "POST" and form.is_valid():
        payments.save_receipt_book(
            book=payments.ReceiptBookView(**form.cleaned_data),
            by=actor_from_request(request),
            now=timezone.now(),
        )
        messages.success(request, _("Đã lưu. Biên lai cấp từ bây giờ mang thông tin này."))
        return HttpResponseRedirect(request.path)
    context = {
        **header(_("Mẫu biên lai"), request, crumb("index", _("Tài chính"))),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "backoffice/finance/receipt_book.html", context, status=status)


def _form(request: HttpRequest) -> ReportForm:
    today = timezone.localdate()
    default = {"first_day": today.replace(day=1).isoformat(), "last_day": today.isoformat()}
    return ReportForm(request.GET if "first_day" in request.GET else default, auto_id="bc-%s")


def _cells(day: str, row: payments.ReportRow) -> list[str]:
    figures = (row.phi, row.le_phi, row.total, row.back, row.net, row.fees)
    return [day, row.title, str(row.count), *(str(each.minor) for each in figures)]
