"""Requests of other tenants in Wagtail's admin: their address and their place in the menu."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from motcua.backoffice.exchange.views import CONFIGURE
from motcua.backoffice.menu import OwnMenuItem
from motcua.casework.api import Permission


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    return [path("phoi-hop/", include("motcua.backoffice.exchange.urls"))]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    return OwnMenuItem(
        _("Yêu cầu phối hợp"),
        reverse("exchange:requests"),
        name="exchange",
        icon_name="mail",
        order=15,
        seen_by=lambda by: by.may(Permission.READ),
    )


@hooks.register("register_admin_menu_item")
def register_desk() -> MenuItem:
    return OwnMenuItem(
        _("Nơi trả lời phối hợp"),
        reverse("exchange:desk"),
        name="exchange_desk",
        icon_name="mail",
        order=210,
        seen_by=lambda by: by.may(CONFIGURE),
    )
