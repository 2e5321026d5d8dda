"""Surveys in Wagtail's admin: their addresses and their place in the menu."""

from django.utils.translation import gettext_lazy as _

from motcua.backoffice.menu import add_addresses, add_menu_item
from motcua.surveys.api import Permission

add_addresses("khao-sat/", "motcua.backoffice.surveys.urls")

add_menu_item(
    _("Khảo sát"),
    "surveys_desk:index",
    name="surveys",
    icon="list-ul",
    order=192,
    seen_by=lambda by: by.may(Permission.READ),
)
