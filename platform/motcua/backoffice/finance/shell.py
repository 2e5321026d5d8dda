"""What the finance screens share: who may see them, their header, their words."""

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.backoffice.guard import View, screen_for
from motcua.backoffice.header import page_header
from motcua.identity.api import actor_from_request
from motcua.kernel.errors import Forbidden, NotFound
from motcua.payments import api as payments

READ: Final = payments.Permission.READ
RECONCILE: Final = payments.Permission.RECONCILE
CONFIGURE: Final = payments.Permission.CONFIGURE
PAGE: Final = 50

# What a line of a statement is, and what to do about it.
CAUSES: Final[dict[str, str | Promise]] = {
    "": gettext_lazy("Khớp"),
    "new": gettext_lazy("Chưa đối chiếu"),
    "failed": gettext_lazy("Giao dịch không thành công"),
    "late": gettext_lazy("Trước đó chưa biết hoặc báo lỗi, nay đã có tiền: đã ghi nhận nộp phí"),
    "part": gettext_lazy("Nộp một phần: đã ghi, khoản thu còn chờ phần còn lại"),
    "overpaid": gettext_lazy("Nộp thừa: đã ghi nhận, phần thừa vào danh sách hoàn trả"),
    "not_owed": gettext_lazy("Khoản đã nộp hoặc đã hủy: tiền vào danh sách hoàn trả"),
    "outgoing": gettext_lazy("Tiền đi, không thuộc khoản thu phí"),
    "refund": gettext_lazy("Tiền hoàn trả đã đi"),
    "unknown_reference": gettext_lazy(
        "Không nhận ra khoản thu nào. Tìm theo tên, số tiền rồi gán mã khoản thu."
    ),
    "ambiguous": gettext_lazy("Nội dung nhắc đến nhiều khoản thu. Gán cho khoản đúng."),
    "wrong_amount": gettext_lazy(
        "Số tiền khác khoản đã ghi. Hỏi cổng thanh toán, rồi ghi theo số thực nhận."
    ),
    "wrong_currency": gettext_lazy("Không phải đồng Việt Nam. Làm việc với ngân hàng, rồi ghi rõ."),
    "twice": gettext_lazy("Một lần nộp có hai dòng quyết toán. Hỏi cổng thanh toán, rồi ghi rõ."),
    "said_failed": gettext_lazy(
        "Đã ghi nhận nộp phí nhưng cổng báo không thành công. Hỏi cổng thanh toán, rồi ghi rõ."
    ),
    "absent": gettext_lazy(
        "Đã ghi nhận nộp phí nhưng tệp không có. Thường có ở tệp sau; quá hai ngày thì hỏi cổng."
    ),
}
REFUND_CAUSES: Final[dict[str, str | Promise]] = {
    "cancelled": gettext_lazy("Tiền đến sau khi khoản thu đã hủy"),
    "paid_twice": gettext_lazy("Nộp hai lần"),
    "overpaid": gettext_lazy("Nộp thừa"),
    "withdrawn": gettext_lazy("Hồ sơ đã rút"),
    "refused": gettext_lazy("Hồ sơ không được tiếp nhận"),
    "granted": gettext_lazy("Theo quyết định hoàn"),
}
STATES: Final[dict[str, str | Promise]] = {
    "pending": gettext_lazy("Chờ nộp"),
    "paid": gettext_lazy("Đã nộp"),
    "cancelled": gettext_lazy("Đã hủy"),
    "refund_due": gettext_lazy("Phải hoàn tiền"),
    "refunded": gettext_lazy("Đã hoàn tiền"),
    "begun": gettext_lazy("Đang thanh toán"),
    "expired": gettext_lazy("Hết hạn"),
    "failed": gettext_lazy("Không thành công"),
    "unknown": gettext_lazy("Cần kiểm tra"),
    "succeeded": gettext_lazy("Thành công"),
    "due": gettext_lazy("Chờ hoàn"),
    "sent": gettext_lazy("Đã gửi, chờ trả lời"),
    "refused": gettext_lazy("Cổng từ chối"),
    "done": gettext_lazy("Đã hoàn"),
    "kept": gettext_lazy("Không hoàn"),
}


def finance_screen(permission: str) -> Callable[[View], View]:
    """For who holds ``permission``; refusals are told inside the staff site."""
    return screen_for(
        lambda by: by.require(permission),
        lambda request: header(_("Tài chính"), request),
        told=(Forbidden, NotFound),
    )


def header(title: str, request: HttpRequest, *before: dict[str, str]) -> dict[str, Any]:
    """What Wagtail's header needs, and the tabs of the finance screens."""
    by = actor_from_request(request)
    tabs = [
        ("index", _("Hôm nay"), READ),
        ("statements", _("Đối soát"), READ),
        ("refunds", _("Hoàn trả"), READ),
        ("orders", _("Khoản thu, biên lai"), READ),
        ("report", _("Báo cáo"), READ),
        ("receipt_book", _("Mẫu biên lai"), RECONCILE),
        ("accounts", _("Tài khoản thu"), CONFIGURE),
    ]
    return {
        **page_header(title, *before, icon="table"),
        "tabs": [
            {"url": url, "label": label, "is_here": _is_here(name, url, request.path)}
            for name, label, permission in tabs
            if by.may(permission)
            for url in [reverse(f"finance:{name}")]
        ],
        "may_reconcile": by.may(RECONCILE),
        "states": STATES,
        "causes": CAUSES,
    }


def _is_here(name: str, url: str, path: str) -> bool:
    """The first tab's address begins all others."""
    return path == url if name == "index" else path.startswith(url)


def crumb(name: str, label: str) -> dict[str, str]:
    return {"url": reverse(f"finance:{name}"), "label": label}


def title_of(gateway: str) -> str:
    return str(payments.gateways.get(gateway).title) if gateway in payments.gateways else gateway


def pdf_answer(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return answer
