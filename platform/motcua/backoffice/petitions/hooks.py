"""Petitions in Wagtail's admin: their addresses and their place in the menu."""

from django.utils.translation import gettext_lazy as _

from motcua.backoffice.menu import add_addresses, add_menu_item
from motcua.petitions.api import Permission

add_addresses("phan-anh/", "motcua.backoffice.petitions.urls")

add_menu_item(
    _("Phản ánh, kiến nghị"),
    "petitions:index",
    name="petitions",
    icon="comment",
    order=191,
    seen_by=lambda by: by.may(Permission.READ),
)
