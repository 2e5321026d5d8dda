"""The place of importing in Wagtail's admin."""

from django.utils.translation import gettext_lazy as _

from motcua.backoffice.menu import add_addresses, add_menu_item
from motcua.catalogue.api import CataloguePermission

add_addresses("nhap-dich-vu/", "motcua.backoffice.importing.urls")

add_menu_item(
    _("Nhập dịch vụ"),
    "importing:index",
    name="importing",
    icon="download",
    order=110,
    seen_by=lambda by: by.may(CataloguePermission.EDIT),
)
