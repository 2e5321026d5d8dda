"""Citizens' requests about their data in Wagtail's admin: addresses and place in the menu."""

from django.utils.translation import gettext_lazy as _

from motcua.backoffice.menu import add_addresses, add_menu_item
from motcua.privacy.api import CONFIGURE, Permission

add_addresses("du-lieu-ca-nhan/", "motcua.backoffice.privacy.urls")

add_menu_item(
    _("Dữ liệu cá nhân"),
    "privacy:index",
    name="privacy",
    icon="lock",
    order=192,
    seen_by=lambda by: by.may(Permission.READ),
)

add_menu_item(
    _("Quyền về dữ liệu cá nhân"),
    "privacy:settings",
    name="privacy-settings",
    icon="lock",
    order=193,
    seen_by=lambda by: by.may(CONFIGURE),
)
