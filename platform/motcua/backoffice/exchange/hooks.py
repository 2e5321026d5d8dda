"""Requests of other tenants in Wagtail's admin: their address and their place in the menu."""

from django.utils.translation import gettext_lazy as _

from motcua.backoffice.exchange.views import CONFIGURE
from motcua.backoffice.menu import add_addresses, add_menu_item
from motcua.casework.api import Permission

add_addresses("phoi-hop/", "motcua.backoffice.exchange.urls")

add_menu_item(
    _("Yêu cầu phối hợp"),
    "exchange:requests",
    name="exchange",
    icon="mail",
    order=15,
    seen_by=lambda by: by.may(Permission.READ),
)

add_menu_item(
    _("Nơi trả lời phối hợp"),
    "exchange:desk",
    name="exchange_desk",
    icon="mail",
    order=210,
    seen_by=lambda by: by.may(CONFIGURE),
)
