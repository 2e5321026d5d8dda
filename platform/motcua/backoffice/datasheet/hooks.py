"""The data sheet's place in Wagtail's admin."""

from django.utils.translation import gettext_lazy as _

from motcua.backoffice.datasheet.access import may_see_sheet
from motcua.backoffice.menu import add_addresses, add_menu_item

add_addresses("bang-du-lieu/", "motcua.backoffice.datasheet.urls")

add_menu_item(
    _("Bảng dữ liệu"),
    "datasheet:index",
    name="datasheet",
    icon="table",
    order=30,
    seen_by=may_see_sheet,
)
