"""The counter's place in Wagtail's admin."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from motcua.backoffice.counter.shell import may_work_here
from motcua.casework.counter.api import Permission
from motcua.identity.api import actor_from_request


class CounterMenuItem(MenuItem):
    """Seen by whoever serves people at a counter."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_work_here(actor_from_request(request))


class ReasonsMenuItem(MenuItem):
    """Seen by whoever words the reasons officers choose from."""

    def is_shown(self, request: HttpRequest) -> bool:
        return actor_from_request(request).may(Permission.CONFIGURE)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    return [path("quay/", include("motcua.backoffice.counter.urls"))]


@hooks.register("register_admin_menu_item")
def register_counter() -> MenuItem:
    return CounterMenuItem(
        _("Quầy tiếp nhận"), reverse("counter:desk"), name="counter", icon_name="user", order=5
    )


@hooks.register("register_admin_menu_item")
def register_reasons() -> MenuItem:
    return ReasonsMenuItem(
        _("Lý do bổ sung mẫu"),
        reverse("counter:reasons"),
        name="preset-reasons",
        icon_name="list-ul",
        order=118,
    )
