"""The inbox's place in Wagtail's admin, and what staff see of Wagtail besides."""

from typing import Any, Final

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from motcua.backoffice.inbox.home import OfficePanel
from motcua.backoffice.menu import add_addresses, add_menu_item
from motcua.casework.api import Permission
from motcua.identity.api import actor_from_request
from motcua.kernel.assets import asset_url

_STYLES: Final = "apps/portal/src/styles/backoffice.scss"
# Who writes pages of the portal; everybody else works with dossiers alone.
_EDITORS: Final = frozenset({"builder", "publisher", "procedure_control", "editor", "chief_editor"})
_NEVER: Final = frozenset({"help"})

add_addresses("mot-cua/", "motcua.backoffice.inbox.urls")

add_menu_item(
    _("Một cửa"),
    "office:inbox",
    name="inbox",
    icon="tasks",
    order=10,
    seen_by=lambda by: by.may(Permission.READ),
)

add_menu_item(
    _("Hồ sơ trễ hạn"),
    "office:late",
    name="late",
    icon="warning",
    order=20,
    seen_by=lambda by: by.may(Permission.READ) and by.may("reporting.read"),
)


@hooks.register("construct_main_menu")
def hide_what_the_role_does_not_need(request: HttpRequest, items: list[MenuItem]) -> None:
    """A courtesy, not a lock: Wagtail checks permissions of its pages itself."""
    by = actor_from_request(request)
    if by.roles & _EDITORS or by.kind != "staff":
        items[:] = [item for item in items if item.name not in _NEVER]
    else:
        items[:] = [item for item in items if getattr(item, "is_ours", False)]


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
