"""Dark or light, small or large: chosen by a button of a form, so that no script is needed."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from motcua.portal.display import COOKIE, changed, display_of

_YEAR: Final = 365 * 24 * 3600


@require_POST
def set_display(request: HttpRequest) -> HttpResponse:
    """Remember the choice in a cookie and go back to where one was."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        target = "/"
    chosen = changed(
        display_of(request),
        theme=request.POST.get("theme", ""),
        size=request.POST.get("size", ""),
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
