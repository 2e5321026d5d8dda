"""Staff accounts in Wagtail's admin: their address and their place in the menu."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from motcua.backoffice.staff.shell import CONFIGURE
from motcua.identity.api import actor_from_request


class StaffMenuItem(MenuItem):
    """Seen by technicians."""

    def is_shown(self, request: HttpRequest) -> bool:
        return actor_from_request(request).may(CONFIGURE)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    return [path("can-bo/", include("motcua.backoffice.staff.urls"))]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    return StaffMenuItem(
        _("Cán bộ"), reverse("staff:index"), name="staff", icon_name="group", order=200
    )
