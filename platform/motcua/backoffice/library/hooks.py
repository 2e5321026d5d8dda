"""The library's place in Wagtail's admin."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from motcua.backoffice.menu import OwnMenuItem
from motcua.catalogue.api import CataloguePermission


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    return [
        path("thu-vien/", include("motcua.backoffice.library.urls")),
        path("dich-vu/<uuid:service_id>/", include("motcua.backoffice.library.service_urls")),
    ]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    return OwnMenuItem(
        _("Thư viện mẫu"),
        reverse("library:index"),
        name="library",
        icon_name="folder",
        order=110,
        seen_by=lambda by: any(by.may(permission) for permission in CataloguePermission),
    )
