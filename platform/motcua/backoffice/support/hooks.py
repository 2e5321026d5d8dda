"""Support access and the platform's announcements in Wagtail's admin."""

from django.utils.translation import gettext_lazy as _

from motcua.backoffice.menu import add_addresses, add_menu_item
from motcua.backoffice.staff.shell import CONFIGURE

add_addresses("ho-tro/", "motcua.backoffice.support.urls")

add_menu_item(
    _("Hỗ trợ của nền tảng"),
    "support:index",
    name="support",
    icon="help",
    order=910,
    seen_by=lambda by: by.may(CONFIGURE),
)
