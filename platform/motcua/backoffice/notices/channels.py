"""The tenant's accounts with providers of channels: for the technician."""

from dataclasses import replace
from datetime import time
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.backoffice.notices.shell import crumb, failure_words, header, notices_screen
from motcua.identity.api import actor_from_request
from motcua.kernel.errors import DomainError
from motcua.notifications import api as notifications

LABELS: Final[dict[str, str | Promise]] = {
    "provider": gettext_lazy("Nhà cung cấp"),
    "platform": gettext_lazy("Máy chủ thư của nền tảng"),
    "smtp": gettext_lazy("Máy chủ SMTP của cơ quan"),
    "generic": gettext_lazy("Cổng SMS theo định dạng chung"),
    "esms": "eSMS.vn",
    "sendgrid": "SendGrid",
    "mailgun": "Mailgun",
    "postmark": "Postmark",
    "brevo": "Brevo",
    "resend": "Resend",
    "from_name": gettext_lazy("Tên người gửi"),
    "from_address": gettext_lazy("Địa chỉ người gửi"),
    "reply_to": gettext_lazy("Địa chỉ nhận trả lời"),
    "host": gettext_lazy("Tên máy chủ SMTP"),
    "port": gettext_lazy("Cổng"),
    "security": gettext_lazy("Mã hóa đường truyền"),
    "starttls": "STARTTLS",
    "tls": "TLS",
    "none": gettext_lazy("Không mã hóa"),
    "username": gettext_lazy("Tên đăng nhập"),
    "password": gettext_lazy("Mật khẩu hoặc khóa API"),
    "sender_domain": gettext_lazy("Tên miền gửi (Mailgun)"),
    "url": gettext_lazy("Địa chỉ nhận tin (https)"),
    "brandname": gettext_lazy("Tên thương hiệu (brandname), tối đa 11 ký tự"),
    "strip_marks": gettext_lazy("Bỏ dấu tiếng Việt để tin ngắn và rẻ hơn"),
    "yes": gettext_lazy("Có"),
    "no": gettext_lazy("Không"),
    "price": gettext_lazy("Giá một tin (đồng)"),
    "api_key": gettext_lazy("Khóa truy cập (API key)"),
    "secret_key": gettext_lazy("Khóa bí mật (secret key)"),
    "app_id": gettext_lazy("Mã ứng dụng Zalo (app id)"),
    "oa_id": gettext_lazy("Mã Official Account (OA id)"),
    "api_url": gettext_lazy("Địa chỉ API của Zalo"),
    "oauth_url": gettext_lazy("Địa chỉ cấp mã truy cập của Zalo"),
    "app_secret": gettext_lazy("Khóa bí mật của ứng dụng"),
    "refresh_token": gettext_lazy("Mã gia hạn (refresh token)"),
    "contact": gettext_lazy("Thư điện tử của người phụ trách"),
    "secret": gettext_lazy("Khóa ký tin, ít nhất 24 ký tự"),
}
ABOUT: Final[dict[str, str | Promise]] = {
    "channel.email": gettext_lazy(
        "Chưa khai gì thì thư đi từ máy chủ của nền tảng, mang tên cơ quan."
    ),
    "channel.sms": gettext_lazy(
        "Tên thương hiệu và nội dung mẫu phải đăng ký trước với nhà mạng. Tin chỉ có mã, trạng "
        "thái và đường dẫn."
    ),
    "channel.zalo": gettext_lazy(
        "Mỗi loại tin cần một mẫu đã được Zalo duyệt; khai mã mẫu ở thẻ Mẫu tin."
    ),
    "channel.webpush": gettext_lazy(
        "Người dân tự bật trên từng trình duyệt. Khóa được tạo khi lưu lần đầu."
    ),
    "channel.webhook": gettext_lazy(
        "Mỗi tin gửi một bản JSON có chữ ký HMAC, không có thông tin cá nhân."
    ),
}


class TimesForm(forms.Form):
    use_required_attribute = False
    quiet_from = forms.TimeField(label=gettext_lazy("Giờ yên tĩnh từ"))
    quiet_until = forms.TimeField(label=gettext_lazy("đến"))
    digest_at = forms.TimeField(label=gettext_lazy("Giờ gửi thư tổng hợp hằng ngày"))
    monthly_limit = forms.IntegerField(
        label=gettext_lazy("Số tin trả phí nhiều nhất một tháng (bỏ trống: không giới hạn)"),
        required=False,
        min_value=0,
        max_value=100_000_000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "tb-%s", **kwargs})
        for name in ("quiet_from", "quiet_until", "digest_at"):
            self.fields[name].widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


@require_http_methods(["GET", "POST"])
@notices_screen
def index(request: HttpRequest) -> HttpResponse:
    """Channels with their health, and the times everything keeps to."""
    policy, now = notifications.load_policy(), timezone.now()
    form = TimesForm(request.POST or None, initial=_initial(policy))
    status = 200
    if request.method == "POST":
        if form.is_valid():
            notifications.save_policy(
                policy=replace(policy, **form.cleaned_data),
                by=actor_from_request(request),
                now=now,
            )
            messages.success(request, _("Đã lưu."))
            return HttpResponseRedirect(request.path)
        status = 422
    rows = notifications.list_channels(now=now)
    context = {
        **header(_("Thông báo"), request=request),
        "channels": [(each, failure_words(each.last_failure)) for each in rows],
        "form": form,
        "limit": policy.monthly_limit,
        "paid_parts": sum(each.month_parts for each in rows),
    }
    return render(request, "backoffice/notices/index.html", context, status=status)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@notices_screen
def edit(request: HttpRequest, channel_key: str) -> HttpResponse:
    """Set an account, or with ``deed=try`` send a trial by it."""
    now, by = timezone.now(), actor_from_request(request)
    channel = notifications.get_channel(channel_key, now=now)
    if request.method == "GET":
        return _page(request, channel)
    try:
        if request.POST.get("deed") == "try":
            address = request.POST.get("address", "")
            _tell(
                request, notifications.try_channel(key=channel_key, address=address, by=by, now=now)
            )
        else:
            _save(request, channel)
            messages.success(request, _("Đã lưu kênh gửi."))
    except DomainError as error:
        return _page(request, channel, error=error)
    return HttpResponseRedirect(request.path)


def _save(request: HttpRequest, channel: notifications.ChannelView) -> None:
    given = {field.name: request.POST.get(field.name, "").strip() for field in channel.fields}
    secret = {field.name for field in channel.fields if field.is_secret}
    notifications.save_channel(
        key=channel.key,
        options={name: value for name, value in given.items() if value and name not in secret},
        secrets={name: value for name, value in given.items() if name in secret},
        is_enabled=request.POST.get("is_enabled") == "on",
        by=actor_from_request(request),
        now=timezone.now(),
    )


def _tell(request: HttpRequest, failure: str) -> None:
    if failure:
        messages.error(request, _("Gửi thử không được: %(why)s") % {"why": failure_words(failure)})
    else:
        messages.success(request, _("Nhà cung cấp đã nhận tin thử."))


def _page(
    request: HttpRequest,
    channel: notifications.ChannelView,
    *,
    error: DomainError | None = None,
) -> HttpResponse:
    place = error.field if error else ""
    context = {
        **header(channel.title, crumb("index", _("Thông báo")), request=request),
        "channel": channel,
        "failure": failure_words(channel.last_failure),
        "about": ABOUT.get(channel.key, ""),
        "fields": [
            {
                "row": field,
                "label": LABELS.get(field.name, field.name),
                "value": request.POST.get(field.name, field.value) if not field.is_secret else "",
                "is_wrong": field.name == place,
                "choices": [(each, LABELS.get(each, each)) for each in field.choices],
            }
            for field in channel.fields
        ],
        "error": error,
        "trial": _TRIALS.get(channel.key, ""),
        "may_try": channel.is_usable and channel.key not in _NOT_HERE,
    }
    status = error.status if error else 200
    return render(request, "backoffice/notices/channel.html", context, status=status)


_TRIALS: Final[dict[str, str | Promise]] = {
    "channel.email": gettext_lazy("Địa chỉ thư nhận tin thử"),
    "channel.sms": gettext_lazy("Số điện thoại nhận tin thử"),
}


# A browser has to agree first; a Zalo template is tried where its words are.
_NOT_HERE: Final = frozenset({"channel.webpush", "channel.zalo"})


def _initial(policy: notifications.Policy) -> dict[str, time | int | None]:
    return {
        "quiet_from": policy.quiet_from,
        "quiet_until": policy.quiet_until,
        "digest_at": policy.digest_at,
        "monthly_limit": policy.monthly_limit,
    }
