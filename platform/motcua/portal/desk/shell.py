"""What the portal's own screens in the staff site share: who gets in, and how a refusal is told."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.identity.api import actor_from_request
from motcua.kernel.errors import Forbidden, NotFound

LOOKS: Final = ("tenant.configure", "portal.publish")
EDIT: Final = ("portal.edit",)
CONFIGURE: Final = ("tenant.configure",)

View = Callable[..., HttpResponseBase]


def screen_for(*permissions: str) -> Callable[[View], View]:
    """Whoever has one of ``permissions``; others are told so inside the staff site."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            by = actor_from_request(request)
            try:
                if not any(by.may(permission) for permission in permissions):
                    by.require(permissions[0])
                return view(request, *args, **kwargs)
            except (Forbidden, NotFound) as error:
                context = {**header(_("Cổng thông tin")), "error": error}
                return render(request, "desk/refused.html", context, status=error.status)

        return guarded

    return guard


def header(title: str, icon: str = "site") -> dict[str, Any]:
    home = {"url": reverse("wagtailadmin_home"), "label": _("Trang chủ")}
    return {
        "header_title": title,
        "header_icon": icon,
        "breadcrumbs_items": [home, {"url": "", "label": title}],
    }
