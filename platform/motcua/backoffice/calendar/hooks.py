"""The working calendar's place in Wagtail's admin."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from motcua.backoffice.calendar.shell import may_see
from motcua.backoffice.menu import OwnMenuItem


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    return [path("lich-lam-viec/", include("motcua.backoffice.calendar.urls"))]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    return OwnMenuItem(
        _("Lịch làm việc"),
        reverse("calendar:index"),
        name="calendar",
        icon_name="calendar-alt",
        order=190,
        seen_by=may_see,
    )
