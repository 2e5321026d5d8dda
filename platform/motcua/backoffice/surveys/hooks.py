"""Surveys in Wagtail's admin: their addresses and their place in the menu."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from motcua.backoffice.menu import OwnMenuItem
from motcua.surveys.api import Permission


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    return [path("khao-sat/", include("motcua.backoffice.surveys.urls"))]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    return OwnMenuItem(
        _("Khảo sát"),
        reverse("surveys_desk:index"),
        name="surveys",
        icon_name="list-ul",
        order=192,
        seen_by=lambda by: by.may(Permission.READ),
    )
