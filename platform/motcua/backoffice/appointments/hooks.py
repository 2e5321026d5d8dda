"""Appointments in Wagtail's admin: the day at the counter, and who plans it."""

from django.utils.translation import gettext_lazy as _

from motcua.appointments.api import REPORTING
from motcua.backoffice.menu import add_addresses, add_menu_item
from motcua.casework.counter.api import Permission

add_addresses("lich-hen/", "motcua.backoffice.appointments.urls")

add_menu_item(
    _("Lịch hẹn trong ngày"),
    "appointments:day",
    name="appointments",
    icon="calendar-alt",
    order=6,
    seen_by=lambda by: by.may(Permission.SERVE),
)

add_menu_item(
    _("Đặt lịch hẹn"),
    "appointments:occupancy",
    name="appointment-planning",
    icon="calendar-alt",
    order=119,
    seen_by=lambda by: by.may(Permission.CONFIGURE) or by.may(REPORTING),
)
