"""The place of lists and look-up tables in Wagtail's admin."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from motcua.backoffice.menu import OwnMenuItem
from motcua.catalogue.api import CataloguePermission


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    return [path("danh-muc/", include("motcua.backoffice.reference.urls"))]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    return OwnMenuItem(
        _("Danh mục, bảng tra"),
        reverse("reference:index"),
        name="references",
        icon_name="list-ul",
        order=115,
        seen_by=lambda by: by.may(CataloguePermission.READ),
    )
