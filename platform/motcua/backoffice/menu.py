"""A part of the staff site in Wagtail's admin: its addresses, its entries in the menu."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.functional import Promise
from wagtail import hooks
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


def add_addresses(where: str, urls: str) -> None:
    """``urls``: the module that has them; read when the first address is wanted."""
    hooks.register("register_admin_urls", lambda: [path(where, include(urls))])


def add_menu_item(
    label: str | Promise,
    address: str,
    *,
    name: str,
    icon: str,
    order: int,
    seen_by: Callable[[Actor], bool],
) -> None:
    """``name``: of no other entry. ``order``: the lower, the further up."""
    hooks.register(
        "register_admin_menu_item",
        lambda: OwnMenuItem(
            label, reverse(address), name=name, icon_name=icon, order=order, seen_by=seen_by
        ),
    )
