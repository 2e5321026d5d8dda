"""The agency's plan and its invoices: their place in Wagtail's admin."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from motcua.backoffice.menu import OwnMenuItem
from motcua.backoffice.staff.shell import CONFIGURE


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    return [path("goi-dich-vu/", include("motcua.backoffice.plan.urls"))]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    return OwnMenuItem(
        _("Gói và hóa đơn"),
        reverse("plan:index"),
        name="plan",
        icon_name="doc-full",
        order=187,
        seen_by=lambda by: by.may(CONFIGURE),
    )
