"""The audit's place in Wagtail's admin."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from motcua.backoffice.audit.views import READ
from motcua.identity.api import actor_from_request


class AuditMenuItem(MenuItem):
    """Seen by inspectors."""

    def is_shown(self, request: HttpRequest) -> bool:
        return actor_from_request(request).may(READ)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    return [path("nhat-ky/", include("motcua.backoffice.audit.urls"))]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    return AuditMenuItem(
        _("Nhật ký kiểm toán"), reverse("audit:index"), name="audit", icon_name="lock", order=195
    )
