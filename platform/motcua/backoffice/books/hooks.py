"""Registers in Wagtail's admin: their address and their place in the menu."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from motcua.backoffice.menu import OwnMenuItem
from motcua.casework.api import Permission
from motcua.casework.paperwork.api import may_edit

_SIGNERS = (Permission.RECEIVE, Permission.APPRAISE, Permission.APPROVE)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    return [path("so-giay-to/", include("motcua.backoffice.books.urls"))]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    return OwnMenuItem(
        _("Sổ và giấy tờ"),
        reverse("books:index"),
        name="books",
        icon_name="doc-full",
        order=35,
        seen_by=lambda by: by.may(Permission.READ),
    )


@hooks.register("register_admin_menu_item")
def register_design() -> MenuItem:
    return OwnMenuItem(
        _("Mẫu giấy tờ"),
        reverse("books:design"),
        name="paper_design",
        icon_name="edit",
        order=36,
        seen_by=may_edit,
    )


@hooks.register("register_admin_menu_item")
def register_waiting() -> MenuItem:
    return OwnMenuItem(
        _("Giấy chờ ký số"),
        reverse("books:waiting"),
        name="paper_waiting",
        icon_name="edit",
        order=34,
        seen_by=lambda by: by.may(Permission.READ) and any(by.may(each) for each in _SIGNERS),
    )
