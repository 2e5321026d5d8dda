"""Certificates in Wagtail's admin: their address and their place in the menu."""

from django.utils.translation import gettext_lazy as _

from motcua.backoffice.certificates.shell import CONFIGURE, may_sign
from motcua.backoffice.menu import add_addresses, add_menu_item

add_addresses("chung-thu-so/", "motcua.backoffice.certificates.urls")

add_menu_item(
    _("Chứng thư số"),
    "certificates:index",
    name="certificates",
    icon="key",
    order=190,
    seen_by=lambda by: may_sign(by) or by.may(CONFIGURE),
)
