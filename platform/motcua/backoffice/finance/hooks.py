"""Money in Wagtail's admin: its addresses and its place in the menu."""

from django.utils.translation import gettext_lazy as _

from motcua.backoffice.finance.shell import CONFIGURE, READ
from motcua.backoffice.menu import add_addresses, add_menu_item

add_addresses("tai-chinh/", "motcua.backoffice.finance.urls")

add_menu_item(
    _("Tài chính"),
    "finance:index",
    name="finance",
    icon="table",
    order=185,
    seen_by=lambda by: by.may(READ),
)

add_menu_item(
    _("Tài khoản thu phí"),
    "finance:accounts",
    name="payment-accounts",
    icon="cog",
    order=186,
    seen_by=lambda by: by.may(CONFIGURE),
)
