"""The place of importing in Wagtail's admin."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from motcua.backoffice.menu import OwnMenuItem
from motcua.catalogue.api import CataloguePermission


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    return [path("nhap-dich-vu/", include("motcua.backoffice.importing.urls"))]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    return OwnMenuItem(
        _("Nhập dịch vụ"),
        reverse("importing:index"),
        name="importing",
        icon_name="download",
        order=110,
        seen_by=lambda by: by.may(CataloguePermission.EDIT),
    )
