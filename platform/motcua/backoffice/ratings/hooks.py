"""Ratings in Wagtail's admin: their addresses and their place in the menu."""

from django.utils.translation import gettext_lazy as _

from motcua.backoffice.menu import add_addresses, add_menu_item
from motcua.ratings.api import Permission

add_addresses("danh-gia/", "motcua.backoffice.ratings.urls")

add_menu_item(
    _("Người dân đánh giá"),
    "ratings:index",
    name="ratings",
    icon="pick",
    order=190,
    seen_by=lambda by: by.may(Permission.READ),
)
