"""Notices in Wagtail's admin: their addresses and their place in the menu."""

from django.utils.translation import gettext_lazy as _

from motcua.backoffice.menu import add_addresses, add_menu_item
from motcua.backoffice.notices.shell import CONFIGURE

add_addresses("thong-bao/", "motcua.backoffice.notices.urls")

add_menu_item(
    _("Thông báo"),
    "notices:index",
    name="notices",
    icon="mail",
    order=187,
    seen_by=lambda by: by.may(CONFIGURE),
)
