"""The place of lists and look-up tables in Wagtail's admin."""

from django.utils.translation import gettext_lazy as _

from motcua.backoffice.menu import add_addresses, add_menu_item
from motcua.catalogue.api import CataloguePermission

add_addresses("danh-muc/", "motcua.backoffice.reference.urls")

add_menu_item(
    _("Danh mục, bảng tra"),
    "reference:index",
    name="references",
    icon="list-ul",
    order=115,
    seen_by=lambda by: by.may(CataloguePermission.READ),
)
