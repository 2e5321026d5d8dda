"""The working calendar's place in Wagtail's admin."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from motcua.backoffice.calendar.shell import may_see
from motcua.identity.api import actor_from_request


class CalendarMenuItem(MenuItem):
    """Seen by whoever sets it and whoever works by it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_see(actor_from_request(request))


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    return [path("lich-lam-viec/", include("motcua.backoffice.calendar.urls"))]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    return CalendarMenuItem(
        _("Lịch làm việc"),
        reverse("calendar:index"),
        name="calendar",
        icon_name="calendar-alt",
        order=190,
    )
