"""Appointments in Wagtail's admin: the day at the counter, and who plans it."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from motcua.appointments.api import REPORTING
from motcua.backoffice.menu import OwnMenuItem
from motcua.casework.counter.api import Permission


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    return [path("lich-hen/", include("motcua.backoffice.appointments.urls"))]


@hooks.register("register_admin_menu_item")
def register_day() -> MenuItem:
    return OwnMenuItem(
        _("Lịch hẹn trong ngày"),
        reverse("appointments:day"),
        name="appointments",
        icon_name="calendar-alt",
        order=6,
        seen_by=lambda by: by.may(Permission.SERVE),
    )


@hooks.register("register_admin_menu_item")
def register_planning() -> MenuItem:
    return OwnMenuItem(
        _("Đặt lịch hẹn"),
        reverse("appointments:occupancy"),
        name="appointment-planning",
        icon_name="calendar-alt",
        order=119,
        seen_by=lambda by: by.may(Permission.CONFIGURE) or by.may(REPORTING),
    )
