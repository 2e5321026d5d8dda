"""The tenant's accounts with banks and gateways: for the technician."""

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.backoffice.finance.shell import CONFIGURE, crumb, finance_screen, header
from motcua.identity.api import actor_from_request
from motcua.kernel.errors import DomainError
from motcua.payments import api as payments
from tenants.api import tenant_url

LABELS: Final[dict[str, str | Promise]] = {
    "tmn_code": gettext_lazy("Mã website (vnp_TmnCode)"),
    "pay_url": gettext_lazy("Địa chỉ trang thanh toán"),
    "api_url": gettext_lazy("Địa chỉ API"),
    "order_type": gettext_lazy("Loại hàng hóa"),
    "hash_secret": gettext_lazy("Chuỗi bí mật (vnp_HashSecret)"),
    "partner_code": gettext_lazy("Mã đối tác"),
    "access_key": gettext_lazy("Khóa truy cập (accessKey)"),
    "secret_key": gettext_lazy("Khóa bí mật"),
    "request_type": gettext_lazy("Kiểu thanh toán"),
    "init_url": gettext_lazy("Địa chỉ khởi tạo thanh toán"),
    "query_url": gettext_lazy("Địa chỉ tra cứu giao dịch"),
    "account_number": gettext_lazy("Số tài khoản"),
    "account_name": gettext_lazy("Chủ tài khoản"),
    "bank_code": gettext_lazy("Mã ngân hàng, kho bạc"),
    "bank_name": gettext_lazy("Tên ngân hàng, kho bạc"),
    "bank_bin": gettext_lazy("Mã BIN của ngân hàng (6 chữ số)"),
    "unit_code": gettext_lazy("Mã đơn vị"),
    "unit_name": gettext_lazy("Tên đơn vị"),
    "access_token": gettext_lazy("Mã truy cập (access token)"),
    "kind": gettext_lazy("Loại mã QR"),
    "dynamic": gettext_lazy("Động: có sẵn số tiền, nội dung"),
    "static": gettext_lazy("Tĩnh: chỉ có tài khoản"),
}
HEALTH: Final[dict[str, str | Promise]] = {
    "ok": gettext_lazy("Hoạt động tốt"),
    "payment_provider_unreachable": gettext_lazy("Không liên lạc được"),
    "payment_signature_refused": gettext_lazy("Khóa bí mật không đúng"),
    "payment_account_refused": gettext_lazy("Cổng không nhận tài khoản này"),
    "payment_gateway_options_invalid": gettext_lazy("Cấu hình thiếu hoặc sai"),
}


@require_http_methods(["GET", "POST"])
@finance_screen(CONFIGURE)
def index(request: HttpRequest) -> HttpResponse:
    """POST: one way to pay goes up in the order payers see."""
    if request.method == "POST":
        payments.move_account_up(
            key=request.POST.get("gateway", ""),
            by=actor_from_request(request),
            now=timezone.now(),
        )
        return HttpResponseRedirect(request.path)
    context = {
        **header(_("Tài khoản thu phí"), request),
        "accounts": [
            {"row": each, "health": HEALTH.get(each.test_outcome, each.test_outcome)}
            for each in payments.list_accounts()
        ],
    }
    return render(request, "backoffice/finance/accounts.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@finance_screen(CONFIGURE)
def edit(request: HttpRequest, gateway: str) -> HttpResponse:
    """Set an account, or with ``deed=try`` ask the provider whether it knows it."""
    account = payments.get_account(gateway)
    if request.method == "GET":
        return _page(request, account)
    by, now = actor_from_request(request), timezone.now()
    try:
        if request.POST.get("deed") == "try":
            account = payments.try_account(key=gateway, by=by, now=now)
            words = HEALTH.get(account.test_outcome, account.test_outcome)
            tell = messages.success if account.test_outcome == "ok" else messages.error
            tell(request, str(words))
        else:
            values = {field.name: request.POST.get(field.name, "") for field in account.fields}
            enabled = request.POST.get("is_enabled") == "on"
            payments.save_account(key=gateway, values=values, is_enabled=enabled, by=by, now=now)
            messages.success(request, _("Đã lưu tài khoản."))
    except DomainError as error:
        return _page(request, account, error=error)
    return HttpResponseRedirect(request.path)


def _page(
    request: HttpRequest, account: payments.AccountView, *, error: DomainError | None = None
) -> HttpResponse:
    place = error.field if error else ""
    vendor = account.key.removeprefix("gateway.")
    context = {
        **header(account.title, request, crumb("accounts", _("Tài khoản thu phí"))),
        "account": account,
        "fields": [
            {
                "row": field,
                "label": LABELS.get(field.name, field.name),
                "value": request.POST.get(field.name, field.value) if not field.is_secret else "",
                "is_wrong": field.name == place,
                "choices": [(each, LABELS.get(each, each)) for each in field.choices],
            }
            for field in account.fields
        ],
        "error": error,
        "health": HEALTH.get(account.test_outcome, account.test_outcome),
        "notice_url": tenant_url(f"/thanh-toan/{vendor}/ipn") if account.is_online else "",
    }
    status = error.status if error else 200
    return render(request, "backoffice/finance/account.html", context, status=status)
