"""No staff page before the second factor, for whoever has one or must have one.

What is due is decided once, at sign-in, and kept in the session; a role that asks for a second
factor and was given later is seen at the next request.
"""

from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from motcua.identity.models import Account
from motcua.identity.places import is_public_schema
from motcua.identity.sessions import follow_key

SESSION_KEY: Final = "motcua_second_factor"
_DUE: Final = "due"
_DONE: Final = "done"
_GUARDED: Final = ("/quan-tri/", "/graphql", "/tai-lieu/")
# Reached while the second factor is due: giving it, and leaving.
_OPEN: Final = (
    "staff_factor",
    "staff_factor_setup",
    "staff_upstream",
    "staff_upstream_done",
    "staff_upstream_ended",
    "wagtailadmin_login",
    "wagtailadmin_logout",
)


class SecondFactorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        match = request.resolver_match
        if not request.path.startswith(_GUARDED) or is_public_schema():
            return None
        if match is not None and match.url_name in _OPEN:
            return None
        if not _is_due(request):
            return None
        if request.path.startswith("/graphql"):
            return JsonResponse({"errors": [{"message": "second factor"}]}, status=403)
        return HttpResponseRedirect(reverse("staff_factor"))


def note_sign_in(sender: Any, request: Any, user: Any, **_rest: Any) -> None:
    """Signal ``user_logged_in``."""
    from motcua.identity.staff.operations.second_factor import has_second_factor

    if is_public_schema() or not isinstance(user, Account):
        return
    if has_second_factor(user.pk):
        request.session[SESSION_KEY] = _DUE


def note_second_factor(request: HttpRequest) -> None:
    """It was given. The session gets a new key: rights have grown."""
    request.session.cycle_key()
    request.session[SESSION_KEY] = _DONE
    follow_key(request.session)


def _is_due(request: HttpRequest) -> bool:
    state = request.session.get(SESSION_KEY)
    if state == _DONE:
        return False
    if state == _DUE:
        return request.user.is_authenticated
    if not settings.MOTCUA_SECOND_FACTOR_ROLES:
        return False
    from motcua.identity.staff.operations.second_factor import is_required
    from motcua.identity.staff.queries.actor import actor_from_request

    return is_required(actor_from_request(request).roles)
