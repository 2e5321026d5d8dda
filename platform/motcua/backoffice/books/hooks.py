"""Registers in Wagtail's admin: their address and their place in the menu."""

from django.utils.translation import gettext_lazy as _

from motcua.backoffice.menu import add_addresses, add_menu_item
from motcua.casework.api import Permission
from motcua.casework.paperwork.api import may_edit

_SIGNERS = (Permission.RECEIVE, Permission.APPRAISE, Permission.APPROVE)

add_addresses("so-giay-to/", "motcua.backoffice.books.urls")

add_menu_item(
    _("Sổ và giấy tờ"),
    "books:index",
    name="books",
    icon="doc-full",
    order=35,
    seen_by=lambda by: by.may(Permission.READ),
)

add_menu_item(
    _("Mẫu giấy tờ"),
    "books:design",
    name="paper_design",
    icon="edit",
    order=36,
    seen_by=may_edit,
)

add_menu_item(
    _("Giấy chờ ký số"),
    "books:waiting",
    name="paper_waiting",
    icon="edit",
    order=34,
    seen_by=lambda by: by.may(Permission.READ) and any(by.may(each) for each in _SIGNERS),
)
