"""Petitions in Wagtail's admin: their addresses and their place in the menu."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from motcua.backoffice.menu import OwnMenuItem
from motcua.petitions.api import Permission


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    return [path("phan-anh/", include("motcua.backoffice.petitions.urls"))]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    return OwnMenuItem(
        _("Phản ánh, kiến nghị"),
        reverse("petitions:index"),
        name="petitions",
        icon_name="comment",
        order=191,
        seen_by=lambda by: by.may(Permission.READ),
    )
