"""The library's place in Wagtail's admin."""

from django.utils.translation import gettext_lazy as _

from motcua.backoffice.menu import add_addresses, add_menu_item
from motcua.catalogue.api import CataloguePermission

add_addresses("thu-vien/", "motcua.backoffice.library.urls")
add_addresses("dich-vu/<uuid:service_id>/", "motcua.backoffice.library.service_urls")

add_menu_item(
    _("Thư viện mẫu"),
    "library:index",
    name="library",
    icon="folder",
    order=110,
    seen_by=lambda by: any(by.may(permission) for permission in CataloguePermission),
)
