"""The audit's place in Wagtail's admin."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from motcua.backoffice.audit.views import READ
from motcua.backoffice.menu import OwnMenuItem


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    return [path("nhat-ky/", include("motcua.backoffice.audit.urls"))]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    return OwnMenuItem(
        _("Nhật ký kiểm toán"),
        reverse("audit:index"),
        name="audit",
        icon_name="lock",
        order=195,
        seen_by=lambda by: by.may(READ),
    )
