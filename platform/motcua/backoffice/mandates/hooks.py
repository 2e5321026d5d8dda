"""Papers of representation in Wagtail's admin: their addresses and their place in the menu."""

from django.utils.translation import gettext_lazy as _

from motcua.backoffice.menu import add_addresses, add_menu_item
from motcua.mandates.api import Permission

add_addresses("dai-dien/", "motcua.backoffice.mandates.urls")

add_menu_item(
    _("Giấy tờ đại diện"),
    "mandates:index",
    name="mandates",
    icon="group",
    order=192,
    seen_by=lambda by: by.may(Permission.CHECK),
)
