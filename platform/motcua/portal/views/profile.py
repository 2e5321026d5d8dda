"""On the platform's site: what is known of me and from whom, and where my papers and data lie."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.identity import api as identity
from motcua.kernel.errors import DomainError, Forbidden, Invalid
from motcua.overview.api import agencies_of
from tenants.api import host_url

LABELS: dict[str, str | Promise] = {
    "full_name": gettext_lazy("Họ và tên"),
    "birth_date": gettext_lazy("Ngày sinh"),
    "sex": gettext_lazy("Giới tính"),
    "personal_number": gettext_lazy("Số định danh cá nhân"),
    "address": gettext_lazy("Địa chỉ"),
    "phone": gettext_lazy("Số điện thoại"),
    "email": gettext_lazy("Thư điện tử"),
}
SEXES: dict[str, str | Promise] = {
    "male": gettext_lazy("Nam"),
    "female": gettext_lazy("Nữ"),
    "": "–",
}


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """Each attribute with where it is from; typed ones can be corrected here."""
    account: Any = request.user
    known = identity.attributes_of(account)
    open_ones = [each.key for each in known if each.is_correctable]
    typed = {each.key: each.value for each in known}
    problem: DomainError | None = None
    if request.method == "POST":
        wish = {key: request.POST[key][:400] for key in open_ones if key in request.POST}
        if "birth_date" in wish:
            wish["birth_date"] = _as_stored(wish["birth_date"])
        try:
            if identity.correct_profile(account=account, wish=wish, now=timezone.now()):
                messages.success(
                    request, _("Đã lưu. Các cơ quan nhận thông tin mới khi ông/bà đăng nhập lại.")
                )
            return HttpResponseRedirect(reverse("my_profile"))
        except (Invalid, Forbidden) as error:
            problem, typed = error, {**typed, **wish}
    context = {
        "rows": [(each, LABELS[each.key], _shown(each), _source(each)) for each in known],
        "open_ones": [(key, LABELS[key], _as_typed(key, typed[key])) for key in open_ones],
        "sexes": list(SEXES.items()),
        "problem": problem,
        "places": [
            {
                "name": each.name,
                "papers": host_url(each.primary_host, "/kho-giay-to/"),
                "data": host_url(each.primary_host, "/du-lieu-cua-toi/"),
            }
            for each in agencies_of(subject=account.pk)
        ],
    }
    return render(
        request, "platform/profile.html", context, status=problem.status if problem else 200
    )


def _shown(each: identity.Attribute) -> str:
    if each.key == "sex":
        return str(SEXES.get(each.value, "–"))
    return _as_typed(each.key, each.value) or "–"


def _source(each: identity.Attribute) -> str:
    """Where it is from, in words."""
    if not each.value:
        return ""
    if each.source == identity.TYPED:
        return _("Ông/bà tự ghi")
    if each.source == identity.BY_CODE:
        return _("Đã xác minh bằng mã gửi tới")
    return _("Nhà cung cấp định danh của nhà nước")


def _as_stored(typed: str) -> str:
    """``31/12/1990``, ``12/1990`` or ``1990`` as it is kept; anything else as it is."""
    parts = [part.strip() for part in typed.split("/")]
    if not all(part.isascii() and part.isdigit() for part in parts) or len(parts) > 3:
        return typed
    return "-".join(part.zfill(2) for part in reversed(parts))


def _as_typed(key: str, value: str) -> str:
    return "/".join(reversed(value.split("-"))) if key == "birth_date" else value
