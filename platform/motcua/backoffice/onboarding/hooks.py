"""The checklist's place in Wagtail's admin."""

from django.utils.translation import gettext_lazy as _

from motcua.backoffice.menu import add_addresses, add_menu_item
from motcua.backoffice.staff.shell import CONFIGURE

add_addresses("bat-dau/", "motcua.backoffice.onboarding.urls")

add_menu_item(
    _("Bắt đầu"),
    "onboarding:index",
    name="onboarding",
    icon="tick-inverse",
    order=5,
    seen_by=lambda by: by.may(CONFIGURE),
)
