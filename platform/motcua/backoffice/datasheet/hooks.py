"""The data sheet's place in Wagtail's admin."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from motcua.backoffice.datasheet.access import may_see_sheet
from motcua.backoffice.menu import OwnMenuItem


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    return [path("bang-du-lieu/", include("motcua.backoffice.datasheet.urls"))]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    return OwnMenuItem(
        _("Bảng dữ liệu"),
        reverse("datasheet:index"),
        name="datasheet",
        icon_name="table",
        order=30,
        seen_by=may_see_sheet,
    )
