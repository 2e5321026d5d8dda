"""The same page asked for again: nothing is read but whether its draft is still the same.

Measured in calls of functions: a page drawn anew costs twice what the empty view costs behind the
same middleware; of that, finding the answers, deciding what is shown and filling the holes is most.
A finished page is kept a quarter of an hour at most, under everything that it depends on; the
draft's owner, status and revision are asked of the database each time, in one small statement.
"""

import time
from collections import OrderedDict
from collections.abc import Hashable
from os import urandom
from threading import Lock
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CSRF_ALLOWED_CHARS, CSRF_SECRET_LENGTH, get_token
from django.utils import timezone

from motcua.formpages.holes import Perforated
from motcua.kernel.actors import Actor
from motcua.portal.around import around_of
from motcua.portal.display import display_of
from motcua.portal.hats import acts_for_somebody
from motcua.portal.theme.trying import theme_for
from motcua.submissions.api import DraftMark, draft_mark
from tenants.api import current_schema

MAX_BYTES: Final = 4_000_000
_QUARTER_HOUR: Final = 900
_LETTERS: Final = {letter: place for place, letter in enumerate(CSRF_ALLOWED_CHARS)}


class Pages:
    """Finished pages, cut at their tokens; the least recently used go first."""

    def __init__(self, limit: int) -> None:
        self._limit, self._held = limit, 0
        self._kept: OrderedDict[Hashable, tuple[str, ...]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> tuple[str, ...] | None:
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def put(self, key: Hashable, page: tuple[str, ...]) -> None:
        with self._lock:
            self._held += _size(page) - _size(self._kept.pop(key, ()))
            self._kept[key] = page
            while self._held > self._limit:
                self._held -= _size(self._kept.popitem(last=False)[1])


def _size(page: tuple[str, ...]) -> int:
    """Text with Vietnamese letters takes two bytes a character in memory."""
    return 2 * sum(map(len, page))


_pages: Final = Pages(MAX_BYTES)


def quick_key(
    request: HttpRequest, draft_id: UUID, page_id: str, person: Actor
) -> tuple[Hashable, DraftMark | None]:
    """Under what the page is kept, or a mark of ``None``: there is no such draft of this person, or
    they act for somebody, which every page says.

    The quarter of an hour in it begins each tenant's day, too: rules may ask for today.
    """
    mark = None if acts_for_somebody(request) else draft_mark(draft_id)
    if mark is None or mark.applicant_id != person.id:
        return None, None
    tenant = request.tenant  # type: ignore[attr-defined]
    key = (
        current_schema(),
        draft_id,
        mark.revision,
        mark.status,
        page_id,
        request.LANGUAGE_CODE,
        time.time() // _QUARTER_HOUR,
        person.name,
        tenant.name,
        tenant.short_name,
        str(theme_for(request)),
        around_of(tenant.theme, now=timezone.now()).banner,
        display_of(request),
    )
    return key, mark


def quick_page(request: HttpRequest, key: Hashable) -> HttpResponse | None:
    if _has_messages(request):
        return None
    page = _pages.get(key)
    return None if page is None else HttpResponse(form_token(request).join(page))


def keep_page(key: Hashable, page: Perforated) -> None:
    """``page`` with no hole left but those for the token."""
    _pages.put(key, page.texts)


def _has_messages(request: HttpRequest) -> bool:
    return "messages" in request.COOKIES or "_messages" in request.session


def form_token(request: HttpRequest) -> str:
    """As ``get_token``, without asking for randomness letter by letter.

    A cookie that is there is not sent again with every page: it lasts a year.
    """
    secret = request.META.get("CSRF_COOKIE")
    if secret is None or len(secret) != CSRF_SECRET_LENGTH:
        return get_token(request)
    mask = [byte % len(_LETTERS) for byte in urandom(CSRF_SECRET_LENGTH)]
    chars, count = CSRF_ALLOWED_CHARS, len(_LETTERS)
    hidden = [
        chars[(_LETTERS[letter] + shift) % count]
        for letter, shift in zip(secret, mask, strict=True)
    ]
    return "".join([chars[shift] for shift in mask] + hidden)
