"""Notices in Wagtail's admin: their addresses and their place in the menu."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from motcua.backoffice.menu import OwnMenuItem
from motcua.backoffice.notices.shell import CONFIGURE


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    return [path("thong-bao/", include("motcua.backoffice.notices.urls"))]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    return OwnMenuItem(
        _("Thông báo"),
        reverse("notices:index"),
        name="notices",
        icon_name="mail",
        order=187,
        seen_by=lambda by: by.may(CONFIGURE),
    )
