"""Money in Wagtail's admin: its addresses and its place in the menu."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from motcua.backoffice.finance.shell import CONFIGURE, READ
from motcua.backoffice.menu import OwnMenuItem


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    return [path("tai-chinh/", include("motcua.backoffice.finance.urls"))]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    return OwnMenuItem(
        _("Tài chính"),
        reverse("finance:index"),
        name="finance",
        icon_name="table",
        order=185,
        seen_by=lambda by: by.may(READ),
    )


@hooks.register("register_admin_menu_item")
def register_accounts_item() -> MenuItem:
    return OwnMenuItem(
        _("Tài khoản thu phí"),
        reverse("finance:accounts"),
        name="payment-accounts",
        icon_name="cog",
        order=186,
        seen_by=lambda by: by.may(CONFIGURE),
    )
