"""Registers in Wagtail's admin: their address and their place in the menu."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from motcua.backoffice.menu import OwnMenuItem
from motcua.casework.api import Permission


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    return [path("so-giay-to/", include("motcua.backoffice.books.urls"))]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    return OwnMenuItem(
        _("Sổ và giấy tờ"),
        reverse("books:index"),
        name="books",
        icon_name="doc-full",
        order=35,
        seen_by=lambda by: by.may(Permission.READ),
    )
