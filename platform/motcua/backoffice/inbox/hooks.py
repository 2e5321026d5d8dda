"""The inbox's place in Wagtail's admin, and what staff see of Wagtail besides."""

from typing import Any, Final

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from motcua.backoffice.inbox.home import OfficePanel
from motcua.casework.api import Permission
from motcua.identity.api import actor_from_request
from motcua.kernel.assets import asset_url

_STYLES: Final = "apps/portal/src/styles/backoffice.scss"
# Who writes pages of the portal; everybody else works with dossiers alone.
_EDITORS: Final = frozenset({"builder", "publisher", "procedure_control"})
_OURS: Final = frozenset(
    {
        "inbox",
        "exchange",
        "exchange_desk",
        "late",
        "services",
        "staff",
        "datasheet",
        "library",
        "calendar",
        "audit",
        "counter",
        "preset-reasons",
    }
)
_NEVER: Final = frozenset({"help"})


class InboxMenuItem(MenuItem):
    """Seen by whoever reads dossiers."""

    def is_shown(self, request: HttpRequest) -> bool:
        return actor_from_request(request).may(Permission.READ)


class LateMenuItem(MenuItem):
    """Seen by whoever answers for time limits."""

    def is_shown(self, request: HttpRequest) -> bool:
        by = actor_from_request(request)
        return by.may(Permission.READ) and by.may("reporting.read")


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    return [path("mot-cua/", include("motcua.backoffice.inbox.urls"))]


@hooks.register("register_admin_menu_item")
def register_inbox() -> MenuItem:
    return InboxMenuItem(
        _("Một cửa"), reverse("office:inbox"), name="inbox", icon_name="tasks", order=10
    )


@hooks.register("register_admin_menu_item")
def register_late() -> MenuItem:
    return LateMenuItem(
        _("Hồ sơ trễ hạn"), reverse("office:late"), name="late", icon_name="warning", order=20
    )


@hooks.register("construct_main_menu")
def hide_what_the_role_does_not_need(request: HttpRequest, items: list[MenuItem]) -> None:
    """A courtesy, not a lock: Wagtail checks permissions of its pages itself."""
    by = actor_from_request(request)
    if by.roles & _EDITORS or by.kind != "staff":
        items[:] = [item for item in items if item.name not in _NEVER]
    else:
        items[:] = [item for item in items if item.name in _OURS]


@hooks.register("construct_homepage_panels")
def put_work_first(request: HttpRequest, panels: list[Any]) -> None:
    by = actor_from_request(request)
    kept = [each for each in panels if by.roles & _EDITORS and "whats_new" not in _name(each)]
    panels[:] = [OfficePanel(), *kept]


@hooks.register("insert_global_admin_css")
def add_styles() -> SafeString:
    url = asset_url(_STYLES)
    return format_html('<link rel="stylesheet" href="{}">', url) if url else SafeString("")


def _name(panel: Any) -> str:
    return str(getattr(panel, "name", ""))
