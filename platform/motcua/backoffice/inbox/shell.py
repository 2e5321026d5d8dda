"""What every staff screen shares: its header, its page number, its plain refusals."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.backoffice.header import page_header
from motcua.backoffice.inbox import counters
from motcua.identity.api import actor_from_request
from motcua.kernel import paging
from motcua.kernel.errors import Forbidden, NotFound

View = Callable[..., HttpResponseBase]
MAX_PAGE: Final = 400


def staff_screen(view: View) -> View:
    """A dossier that is missing or foreign, or a door that is closed, is told inside the staff
    site, with a way on; other errors are the caller's. Who did something sees new numbers."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except (NotFound, Forbidden) as error:
            missing = isinstance(error, NotFound)
            title = _("Không tìm thấy hồ sơ") if missing else _("Không có quyền")
            context = {**header(title), "error": error, "is_missing": missing}
            return render(request, "backoffice/inbox/refused.html", context, status=error.status)
        finally:
            if request.method == "POST":
                counters.forget(actor_from_request(request))

    return guarded


def header(title: str, *before: dict[str, str], icon: str = "tasks") -> dict[str, Any]:
    """What Wagtail's page header needs."""
    return page_header(title, *before, icon=icon)


def inbox_crumb() -> dict[str, str]:
    return {"url": reverse("office:inbox"), "label": _("Một cửa")}


def page_number(request: HttpRequest) -> int:
    return paging.page_number(request, most=MAX_PAGE)
