"""What the screens of notices share: who may see them, their header, their words."""

import re
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.backoffice.guard import screen_for
from motcua.backoffice.header import page_header
from motcua.kernel.errors import Forbidden, NotFound
from motcua.kernel.i18n import pick
from motcua.notifications import api as notifications

CONFIGURE: Final = notifications.Permission.CONFIGURE
DEFAULT_EVENT: Final = "mac-dinh"
SHARED: Final = "chung"
LANGUAGES: Final[dict[str, str | Promise]] = {
    "vi": gettext_lazy("Tiếng Việt"),
    "en": gettext_lazy("Tiếng Anh"),
}
STATUSES: Final[dict[str, str | Promise]] = {
    "waiting": gettext_lazy("Chờ gửi"),
    "sending": gettext_lazy("Đang gửi"),
    "sent": gettext_lazy("Đã gửi"),
    "failed": gettext_lazy("Gửi không được"),
    "permanent_failure": gettext_lazy("Bị từ chối"),
    "held": gettext_lazy("Dự phòng, chưa cần gửi"),
    "skipped": gettext_lazy("Không cần gửi"),
}
REPORTS: Final[dict[str, str | Promise]] = {
    "delivered": gettext_lazy("đã đến máy người nhận"),
    "failed": gettext_lazy("nhà mạng báo không đến"),
}
APPROVALS: Final[dict[str, str | Promise]] = {
    "": gettext_lazy("Chưa kiểm tra"),
    "unknown": gettext_lazy("Không rõ"),
    "approved": gettext_lazy("Đã được duyệt"),
    "pending": gettext_lazy("Đang chờ duyệt: chưa gửi bằng mẫu này"),
    "rejected": gettext_lazy("Bị từ chối hoặc đã khóa: không gửi bằng mẫu này"),
}
# What channels say when they fail; what is not here is a provider's own code and shown as it is.
FAILURES: Final[dict[str, str | Promise]] = {
    "ConnectionError": gettext_lazy("Không kết nối được với nhà cung cấp"),
    "ConnectTimeout": gettext_lazy("Nhà cung cấp không trả lời"),
    "ReadTimeout": gettext_lazy("Nhà cung cấp trả lời quá chậm"),
    "AddressRefused": gettext_lazy("Địa chỉ nhà cung cấp không dùng được"),
    "SMTPServerDisconnected": gettext_lazy("Máy chủ thư ngắt kết nối"),
    "SMTP 535": gettext_lazy("Máy chủ thư không nhận tên đăng nhập hoặc mật khẩu"),
    "invalid_number": gettext_lazy("Số điện thoại không đúng"),
    "not a telephone number": gettext_lazy("Không phải số điện thoại"),
    "not an e-mail address": gettext_lazy("Không phải địa chỉ thư"),
    "recipient refused": gettext_lazy("Máy chủ thư từ chối địa chỉ này"),
    "monthly limit reached": gettext_lazy("Đã hết số tin của tháng"),
    "channel not configured": gettext_lazy("Kênh chưa khai hoặc đã tắt"),
    "no browser left": gettext_lazy("Không còn trình duyệt nào nhận"),
    "Zalo -118": gettext_lazy("Số này không dùng Zalo"),
    "Zalo -124": gettext_lazy("Zalo không nhận mã truy cập"),
}


def failure_words(failure: str) -> str:
    if failure.startswith("token refused"):
        return _("Zalo không nhận mã gia hạn. Hãy cấp quyền lại và nhập mã mới.")
    return str(FAILURES.get(failure, failure))


def header(title: str, *before: dict[str, str], request: HttpRequest) -> dict[str, Any]:
    """What Wagtail's header needs, and the tabs of these screens."""
    tabs = [
        ("index", _("Kênh gửi")),
        ("templates", _("Mẫu tin")),
        ("rules", _("Quy tắc gửi")),
        ("log", _("Nhật ký")),
    ]
    base = reverse("notices:index")
    return {
        **page_header(title, *before, icon="mail"),
        "tabs": [
            {"url": url, "label": label, "is_here": _is_here(url, base, request.path)}
            for name, label in tabs
            for url in [reverse(f"notices:{name}")]
        ],
    }


def _is_here(url: str, base: str, path: str) -> bool:
    """The first tab's address begins all others."""
    if url == base:
        return path == base or path.startswith(f"{base}kenh/")
    return path.startswith(url)


notices_screen = screen_for(
    lambda by: by.require(CONFIGURE),
    lambda request: header(_("Thông báo"), request=request),
    told=(Forbidden, NotFound),
)


def crumb(name: str, label: str) -> dict[str, str]:
    return {"url": reverse(f"notices:{name}"), "label": label}


def event_title(event: str) -> str:
    """The notice's title with dots for what is filled in."""
    if not event or event == DEFAULT_EVENT:
        return _("Mọi loại tin khác")
    subject = pick(notifications.notice_of(event).subject, "vi")
    return re.sub(r"\s*\{[a-z_]+\}", " …", subject)


def channel_title(key: str) -> str:
    found = key in notifications.channels
    return str(notifications.channels.get(key).title) if found else key


def ways_in_words(rule: notifications.Rule) -> str:
    """``Hộp thư, thư điện tử; nếu không đến: Zalo → SMS``."""
    always = [channel_title(key) for key, place in rule.ways.items() if not place]
    chain = [
        channel_title(key)
        for _place, key in sorted((place, key) for key, place in rule.ways.items() if place)
    ]
    words = ", ".join(always)
    if chain:
        words += ("; " if words else "") + _("lần lượt: %(chain)s") % {"chain": " → ".join(chain)}
    return words
