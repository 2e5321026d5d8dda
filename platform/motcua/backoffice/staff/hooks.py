"""Staff accounts in Wagtail's admin: their address and their place in the menu."""

from django.utils.translation import gettext_lazy as _

from motcua.backoffice.menu import add_addresses, add_menu_item
from motcua.backoffice.staff.shell import CONFIGURE

add_addresses("", "motcua.backoffice.staff.urls")

add_menu_item(
    _("Cán bộ"),
    "staff:index",
    name="staff",
    icon="group",
    order=200,
    seen_by=lambda by: by.may(CONFIGURE),
)
