"""Colours, size, contrast, amount of data: chosen by a button of a form, without any script."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from motcua.portal.display import COOKIE, changed, display_of

_YEAR: Final = 365 * 24 * 3600


@require_http_methods(["GET", "POST"])
def set_display(request: HttpRequest) -> HttpResponse:
    """All choices and what each does; or: remember one in a cookie and go back to where one was."""
    if request.method == "GET":
        return render(request, "display.html", {"is_display_page": True})
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        target = "/"
    chosen = changed(
        display_of(request),
        theme=request.POST.get("theme", ""),
        size=request.POST.get("size", ""),
        contrast=request.POST.get("contrast", ""),
        amount=request.POST.get("amount", ""),
    )
    response = HttpResponse(status=303, headers={"Location": target})
    response.set_cookie(
        COOKIE,
        chosen.cookie(),
        max_age=_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
