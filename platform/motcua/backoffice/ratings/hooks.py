"""Ratings in Wagtail's admin: their addresses and their place in the menu."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from motcua.backoffice.menu import OwnMenuItem
from motcua.ratings.api import Permission


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    return [path("danh-gia/", include("motcua.backoffice.ratings.urls"))]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    return OwnMenuItem(
        _("Người dân đánh giá"),
        reverse("ratings:index"),
        name="ratings",
        icon_name="pick",
        order=190,
        seen_by=lambda by: by.may(Permission.READ),
    )
