"""What citizens think of the work, and their words to be read before others read them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from motcua.backoffice.guard import View, screen_for
from motcua.backoffice.header import page_header
from motcua.backoffice.requests_desk import act, chosen_part, unknown_deed
from motcua.identity.api import actor_from_request
from motcua.kernel.errors import Forbidden, NotFound
from motcua.ratings import api as ratings


def header(title: str, request: HttpRequest) -> dict[str, Any]:
    by = actor_from_request(request)
    return {
        **page_header(title, icon="pick"),
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
    by = actor_from_request(request)
    states = {
        "waiting": _("Chờ đọc"),
        "published": _("Đã công khai"),
        "hidden": _("Không công khai"),
    }
    part = chosen_part(request, states, page_size=ratings.PAGE_SIZE)
    found = ratings.list_comments(part.state, by=by, offset=part.offset)
    context = {**header(_("Lời góp ý"), request), **part.on_page(found.total), "found": found}
    return render(request, "backoffice/ratings/comments.html", context)


@require_POST
@_screen(ratings.Permission.MODERATE)
def settle(request: HttpRequest, rating_id: UUID) -> HttpResponse:
    then = reverse("ratings:comments")
    told = act(request, lambda: _settle(request, rating_id), then=then)
    return told or HttpResponseRedirect(then)


def _settle(request: HttpRequest, rating_id: UUID) -> str:
    which: dict[str, Any] = {"by": actor_from_request(request), "now": timezone.now()}
    match request.POST.get("deed"):
        case "publish":
            ratings.publish_comment(rating_id=rating_id, **which)
            return _("Đã công khai.")
        case "hide":
            reason = request.POST.get("reason", "").replace("\x00", "")
            ratings.hide_comment(rating_id=rating_id, reason=reason, **which)
            return _("Đã giữ lại, không công khai. Điểm vẫn được tính.")
    raise unknown_deed()
