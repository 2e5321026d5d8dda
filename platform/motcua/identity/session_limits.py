"""Sessions end after some time without a request, and in any case after a day's work.

Staff and citizens have limits of their own (``MOTCUA_STAFF_…``, ``MOTCUA_CITIZEN_…``); one
browser may be signed in as both on one tenant, so each has its own clock.
"""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.contrib import auth
from django.contrib.sessions.backends.base import SessionBase
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from motcua.identity.applicants.queries.applicants import SESSION_KEY as APPLICANT_KEY
from motcua.identity.places import is_public_schema
from motcua.identity.sessions import TIMED_OUT

# Moving the clock writes the session; once a minute is fine enough.
_STEP_SECONDS: Final = 60
_SCHEMA_KEY: Final = "motcua_schema"


class SessionLimitsMiddleware:
    """Stands after Django's session and authentication middlewares."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            now = timezone.now().timestamp()
            _bind_to_schema(request.session)
            if _is_over(request.session, auth.SESSION_KEY, _account_limits(), now):
                setattr(request, TIMED_OUT, True)
                auth.logout(request)
            elif _is_over(request.session, APPLICANT_KEY, _citizen_limits(), now):
                del request.session[APPLICANT_KEY]
        return self.get_response(request)


def forget_clock(session: SessionBase, key: str) -> None:
    """Start counting anew, at a new sign-in."""
    session.pop(_clock_key(key), None)


def _bind_to_schema(session: SessionBase) -> None:
    """A session belongs to the schema it was used in first. Sessions are kept apart by table
    and cache key already; this holds even if somebody misconfigures the cache."""
    schema = connection.schema_name  # type: ignore[attr-defined]
    bound = session.get(_SCHEMA_KEY)
    if bound is None and not session.is_empty():
        session[_SCHEMA_KEY] = schema
    elif bound not in (None, schema):
        session.flush()


def _is_over(session: SessionBase, key: str, limits: tuple[int, int], now: float) -> bool:
    if key not in session:
        return False
    idle, total = limits
    began, seen = session.get(_clock_key(key)) or (now, 0.0)
    fresh = not seen
    if not fresh and (now - seen > idle or now - began > total):
        forget_clock(session, key)
        return True
    if fresh or now - seen >= _STEP_SECONDS:
        session[_clock_key(key)] = [began, now]
    return False


def _clock_key(key: str) -> str:
    return f"motcua_clock_{key}"


def _account_limits() -> tuple[int, int]:
    return _citizen_limits() if is_public_schema() else _staff_limits()


def _staff_limits() -> tuple[int, int]:
    return settings.MOTCUA_STAFF_IDLE_SECONDS, settings.MOTCUA_STAFF_SESSION_SECONDS


def _citizen_limits() -> tuple[int, int]:
    return settings.MOTCUA_CITIZEN_IDLE_SECONDS, settings.MOTCUA_CITIZEN_SESSION_SECONDS
