"""Citizens' requests about their data in Wagtail's admin: addresses and place in the menu."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from motcua.backoffice.menu import OwnMenuItem
from motcua.privacy.api import CONFIGURE, Permission


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    return [path("du-lieu-ca-nhan/", include("motcua.backoffice.privacy.urls"))]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    return OwnMenuItem(
        _("Dữ liệu cá nhân"),
        reverse("privacy:index"),
        name="privacy",
        icon_name="lock",
        order=192,
        seen_by=lambda by: by.may(Permission.READ),
    )


@hooks.register("register_admin_menu_item")
def register_settings_item() -> MenuItem:
    return OwnMenuItem(
        _("Quyền về dữ liệu cá nhân"),
        reverse("privacy:settings"),
        name="privacy-settings",
        icon_name="lock",
        order=193,
        seen_by=lambda by: by.may(CONFIGURE),
    )
