"""Our entries in Wagtail's menu: each says itself who sees it, and is known to be ours."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from wagtail.admin.menu import MenuItem

from motcua.identity.api import actor_from_request
from motcua.kernel.actors import Actor


class OwnMenuItem(MenuItem):
    """Shown to whom ``seen_by`` says. A courtesy, not a lock: the views check for themselves."""

    is_ours = True

    def __init__(
        self, label: str | Promise, url: str, *, seen_by: Callable[[Actor], bool], **more: Any
    ) -> None:
        super().__init__(label, url, **more)
        self._seen_by = seen_by

    def is_shown(self, request: HttpRequest) -> bool:
        return self._seen_by(actor_from_request(request))
