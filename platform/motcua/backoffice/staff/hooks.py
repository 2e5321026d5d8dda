"""Staff accounts in Wagtail's admin: their address and their place in the menu."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from motcua.backoffice.menu import OwnMenuItem
from motcua.backoffice.staff.shell import CONFIGURE


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    return [path("", include("motcua.backoffice.staff.urls"))]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    return OwnMenuItem(
        _("Cán bộ"),
        reverse("staff:index"),
        name="staff",
        icon_name="group",
        order=200,
        seen_by=lambda by: by.may(CONFIGURE),
    )
