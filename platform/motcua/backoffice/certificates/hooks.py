"""Certificates in Wagtail's admin: their address and their place in the menu."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from motcua.backoffice.certificates.shell import CONFIGURE, may_sign
from motcua.backoffice.menu import OwnMenuItem


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    return [path("chung-thu-so/", include("motcua.backoffice.certificates.urls"))]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    return OwnMenuItem(
        _("Chứng thư số"),
        reverse("certificates:index"),
        name="certificates",
        icon_name="key",
        order=190,
        seen_by=lambda by: may_sign(by) or by.may(CONFIGURE),
    )
