"""What the screens about staff share: who may see them, and how a refusal is told."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.identity.api import actor_from_request
from motcua.kernel.errors import Forbidden, NotFound

CONFIGURE = "tenant.configure"
View = Callable[..., HttpResponseBase]


def technician_screen(view: View) -> View:
    """For whoever runs the tenant's side of the system; others are told so."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            actor_from_request(request).require(CONFIGURE)
            return view(request, *args, **kwargs)
        except (Forbidden, NotFound) as error:
            context = {**header(_("Cán bộ")), "error": error}
            return render(request, "backoffice/staff/refused.html", context, status=error.status)

    return guarded


def header(title: str, *before: dict[str, str]) -> dict[str, Any]:
    home = {"url": reverse("wagtailadmin_home"), "label": _("Trang chủ")}
    return {
        "header_title": title,
        "header_icon": "group",
        "breadcrumbs_items": [home, *before, {"url": "", "label": title}],
    }


def crumb() -> dict[str, str]:
    return {"url": reverse("staff:index"), "label": _("Cán bộ")}
