"""What citizens think of the work, and their words to be read before others read them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from motcua.backoffice.guard import View, screen_for
from motcua.identity.api import actor_from_request
from motcua.kernel.errors import Forbidden, NotFound
from motcua.kernel.paging import page_number
from motcua.ratings import api as ratings


def header(title: str, request: HttpRequest) -> dict[str, Any]:
    by = actor_from_request(request)
    home = {"url": reverse("wagtailadmin_home"), "label": _("Trang chủ")}
    return {
        "header_title": title,
        "header_icon": "pick",
        "breadcrumbs_items": [home, {"url": "", "label": title}],
        "may_moderate": by.may(ratings.Permission.MODERATE),
    }


def _screen(permission: str) -> Callable[[View], View]:
    return screen_for(
        lambda by: by.require(permission),
        lambda request: header(_("Người dân đánh giá"), request),
        told=(Forbidden, NotFound),
    )


@require_GET
@_screen(ratings.Permission.READ)
def index(request: HttpRequest) -> HttpResponse:
    by, now = actor_from_request(request), timezone.now()
    what = request.GET.get("theo", "agency")
    ways = {"agency": _("Đơn vị"), "service": _("Dịch vụ"), "officer": _("Cán bộ")}
    what = what if what in ways else "agency"
    context = {
        **header(_("Người dân đánh giá"), request),
        "rows": ratings.figures_by(what, by=by, now=now),
        "what": what,
        "ways": ways,
        "way": ways[what],
        "least": ratings.LEAST_SHOWN,
        "waiting": ratings.list_comments("waiting", by=by).total,
    }
    return render(request, "backoffice/ratings/index.html", context)


@require_GET
@_screen(ratings.Permission.READ)
def comments(request: HttpRequest) -> HttpResponse:
    by, page = actor_from_request(request), page_number(request)
    states = {
        "waiting": _("Chờ đọc"),
        "published": _("Đã công khai"),
        "hidden": _("Không công khai"),
    }
    state = request.GET.get("xem", "waiting")
    state = state if state in states else "waiting"
    found = ratings.list_comments(state, by=by, offset=(page - 1) * ratings.PAGE_SIZE)
    context = {
        **header(_("Lời góp ý"), request),
        "found": found,
        "state": state,
        "states": states,
        "previous": page - 1 if page > 1 else None,
        "next": page + 1 if page * ratings.PAGE_SIZE < found.total else None,
    }
    return render(request, "backoffice/ratings/comments.html", context)


@require_POST
@_screen(ratings.Permission.MODERATE)
def settle(request: HttpRequest, rating_id: UUID) -> HttpResponse:
    by, now = actor_from_request(request), timezone.now()
    deed = request.POST.get("deed", "")
    try:
        if deed == "publish":
            ratings.publish_comment(rating_id=rating_id, by=by, now=now)
            messages.success(request, _("Đã công khai."))
        elif deed == "hide":
            reason = request.POST.get("reason", "").replace("\x00", "")
            ratings.hide_comment(rating_id=rating_id, reason=reason, by=by, now=now)
            messages.success(request, _("Đã giữ lại, không công khai. Điểm vẫn được tính."))
        else:
            messages.error(request, _("Không rõ ông/bà muốn làm gì. Chưa thay đổi gì."))
    except ratings.RatingInvalid as error:
        messages.error(request, error.message)
    return HttpResponseRedirect(reverse("ratings:comments"))
