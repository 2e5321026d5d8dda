"""The place of importing in Wagtail's admin."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from motcua.catalogue.api import CataloguePermission
from motcua.identity.api import actor_from_request


class ImportMenuItem(MenuItem):
    """Seen by those who may make services."""

    def is_shown(self, request: HttpRequest) -> bool:
        return actor_from_request(request).may(CataloguePermission.EDIT)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    return [path("nhap-dich-vu/", include("motcua.backoffice.importing.urls"))]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    return ImportMenuItem(
        _("Nhập dịch vụ"),
        reverse("importing:index"),
        name="importing",
        icon_name="download",
        order=110,
    )
