"""Support access and the platform's announcements in Wagtail's admin."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from motcua.backoffice.menu import OwnMenuItem
from motcua.backoffice.staff.shell import CONFIGURE


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    return [path("ho-tro/", include("motcua.backoffice.support.urls"))]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    return OwnMenuItem(
        _("Hỗ trợ của nền tảng"),
        reverse("support:index"),
        name="support",
        icon_name="help",
        order=910,
        seen_by=lambda by: by.may(CONFIGURE),
    )
