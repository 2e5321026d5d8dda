"""The place of lists and look-up tables in Wagtail's admin."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from motcua.catalogue.api import CataloguePermission
from motcua.identity.api import actor_from_request


class ReferencesMenuItem(MenuItem):
    """Seen by whoever may look at services."""

    def is_shown(self, request: HttpRequest) -> bool:
        return actor_from_request(request).may(CataloguePermission.READ)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    return [path("danh-muc/", include("motcua.backoffice.reference.urls"))]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    return ReferencesMenuItem(
        _("Danh mục, bảng tra"),
        reverse("reference:index"),
        name="references",
        icon_name="list-ul",
        order=115,
    )
