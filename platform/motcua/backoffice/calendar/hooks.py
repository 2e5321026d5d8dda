"""The working calendar's place in Wagtail's admin."""

from django.utils.translation import gettext_lazy as _

from motcua.backoffice.calendar.shell import may_see
from motcua.backoffice.menu import add_addresses, add_menu_item

add_addresses("lich-lam-viec/", "motcua.backoffice.calendar.urls")

add_menu_item(
    _("Lịch làm việc"),
    "calendar:index",
    name="calendar",
    icon="calendar-alt",
    order=190,
    seen_by=may_see,
)
