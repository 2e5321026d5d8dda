"""The counter's place in Wagtail's admin."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from motcua.backoffice.counter.shell import may_work_here
from motcua.backoffice.menu import OwnMenuItem
from motcua.casework.counter.api import Permission


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    return [path("quay/", include("motcua.backoffice.counter.urls"))]


@hooks.register("register_admin_menu_item")
def register_counter() -> MenuItem:
    return OwnMenuItem(
        _("Quầy tiếp nhận"),
        reverse("counter:desk"),
        name="counter",
        icon_name="user",
        order=5,
        seen_by=may_work_here,
    )


@hooks.register("register_admin_menu_item")
def register_reasons() -> MenuItem:
    return OwnMenuItem(
        _("Lý do bổ sung mẫu"),
        reverse("counter:reasons"),
        name="preset-reasons",
        icon_name="list-ul",
        order=118,
        seen_by=lambda by: by.may(Permission.CONFIGURE),
    )
