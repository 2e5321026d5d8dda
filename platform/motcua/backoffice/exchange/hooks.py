"""Requests of other tenants in Wagtail's admin: their address and their place in the menu."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from motcua.backoffice.exchange.views import CONFIGURE
from motcua.casework.api import Permission
from motcua.identity.api import actor_from_request


class ExchangeMenuItem(MenuItem):
    """Seen by whoever reads dossiers."""

    def is_shown(self, request: HttpRequest) -> bool:
        return actor_from_request(request).may(Permission.READ)


class DeskMenuItem(MenuItem):
    """Seen by technicians, who say who answers."""

    def is_shown(self, request: HttpRequest) -> bool:
        return actor_from_request(request).may(CONFIGURE)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    return [path("phoi-hop/", include("motcua.backoffice.exchange.urls"))]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    return ExchangeMenuItem(
        _("Yêu cầu phối hợp"),
        reverse("exchange:requests"),
        name="exchange",
        icon_name="mail",
        order=15,
    )


@hooks.register("register_admin_menu_item")
def register_desk() -> MenuItem:
    return DeskMenuItem(
        _("Nơi trả lời phối hợp"),
        reverse("exchange:desk"),
        name="exchange_desk",
        icon_name="mail",
        order=210,
    )
