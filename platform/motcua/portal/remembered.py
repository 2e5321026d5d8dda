"""Public pages for people without a name: drawn once, given out for some seconds.

Measured: drawing the home page costs twenty times an empty view. What is kept is a page as somebody
without a session sees it, cut at its form tokens; under everything it shows and what two small
queries give each time (the finder's stamp, when pages were last published), so that what staff
publish is seen at once. The rest, such as what is popular, may be ``MOTCUA_REMEMBER_SECONDS`` old.
"""

import re
import time
from collections.abc import Callable, Hashable
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.models import Page

from motcua.catalogue.finding.api import finder_stamp
from motcua.fleet.api import live_announcements
from motcua.portal.around import around_of
from motcua.portal.display import display_of
from motcua.portal.offline import KEEP
from motcua.portal.runner.quick import Pages, form_token
from motcua.portal.theme.trying import COOKIE as TRYING
from tenants.api import current_schema

MAX_BYTES: Final = 4_000_000
_TOKEN: Final = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")[A-Za-z0-9]{64}(?=")')
_COOKIES: Final = (settings.SESSION_COOKIE_NAME, "messages", TRYING)

_pages: Final = Pages(MAX_BYTES)


def remembered(request: HttpRequest, draw: Callable[[], HttpResponse]) -> HttpResponse:
    """``draw``'s answer, or the same as somebody else was given a moment ago."""
    if not _is_anybody(request):
        return draw()
    key = _key(request)
    texts = _pages.get(key)
    if texts is not None:
        answer = HttpResponse(form_token(request).join(texts))
        answer.headers[KEEP] = "read"
        return answer
    answer = draw()
    if hasattr(answer, "render") and not getattr(answer, "is_rendered", True):
        answer = answer.render()
    if _may_be_kept(request, answer):
        _keep(key, answer.content.decode())
    return answer


def _keep(key: Hashable, markup: str) -> None:
    """A token is one visitor's: a page that holds one anywhere but in its forms is not kept."""
    tokens, texts = set(_TOKEN.findall(markup)), tuple(_TOKEN.split(markup))
    if not any(token in text for token in tokens for text in texts):
        _pages.put(key, texts)


def _is_anybody(request: HttpRequest) -> bool:
    """No session, no question, nothing said to one person only."""
    return (
        settings.MOTCUA_REMEMBER_SECONDS > 0
        and request.method == "GET"
        and not request.META.get("QUERY_STRING")
        and not any(name in request.COOKIES for name in _COOKIES)
    )


def _may_be_kept(request: HttpRequest, answer: HttpResponse) -> bool:
    """Marked as readable by anybody; and drawing it has begun no session and sets no cookie."""
    session: Any = getattr(request, "session", None)
    return (
        answer.headers.get(KEEP) == "read"
        and not answer.cookies
        and b"nonce=" not in answer.content
        and not (session is not None and (session.modified or SESSION_KEY in session))
    )


def _key(request: HttpRequest) -> Hashable:
    tenant = request.tenant  # type: ignore[attr-defined]
    now = timezone.now()
    told = live_announcements(tenant_id=tenant.id, staff=False, now=now)
    pages = Page.objects.aggregate(
        published=Max("last_published_at"),
        changed=Max("latest_revision_created_at"),
        live=Count("pk", filter=Q(live=True)),
    )
    return (
        current_schema(),
        request.get_host(),
        request.path,
        request.LANGUAGE_CODE,
        time.time() // settings.MOTCUA_REMEMBER_SECONDS,
        finder_stamp(),
        tuple(pages.values()),
        (tenant.name, tenant.short_name, tenant.status, tenant.live_at),
        (tenant.is_training, tenant.practice_of, str(tenant.theme)),
        around_of(tenant.theme, now=now).banner,
        tuple(each.id for each in told),
        display_of(request),
    )
