"""The designer's place in Wagtail's admin."""

from django.utils.translation import gettext_lazy as _

from motcua.backoffice.menu import add_addresses, add_menu_item
from motcua.catalogue.api import CataloguePermission

add_addresses("dich-vu/", "motcua.backoffice.designer.urls")

add_menu_item(
    _("Dịch vụ công"),
    "designer:index",
    name="services",
    icon="form",
    order=100,
    seen_by=lambda by: any(by.may(permission) for permission in CataloguePermission),
)
