"""Papers of representation in Wagtail's admin: their addresses and their place in the menu."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from motcua.backoffice.menu import OwnMenuItem
from motcua.mandates.api import Permission


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    return [path("dai-dien/", include("motcua.backoffice.mandates.urls"))]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    return OwnMenuItem(
        _("Giấy tờ đại diện"),
        reverse("mandates:index"),
        name="mandates",
        icon_name="group",
        order=192,
        seen_by=lambda by: by.may(Permission.CHECK),
    )
