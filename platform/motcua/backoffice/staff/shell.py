"""What the screens about staff share: who may see them, and how a refusal is told."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.backoffice.guard import View, screen_for
from motcua.backoffice.header import page_header
from motcua.kernel.errors import Conflict, Forbidden, NotFound

CONFIGURE = "tenant.configure"


def technician_screen(view: View) -> View:
    """For whoever runs the tenant's side of the system; others are told so."""
    guard = screen_for(
        lambda by: by.require(CONFIGURE),
        lambda _request: header(_("Cán bộ")),
        told=(Forbidden, NotFound, Conflict),
    )
    return guard(view)


def header(title: str, *before: dict[str, str]) -> dict[str, Any]:
    return page_header(title, *before, icon="group")


def crumb() -> dict[str, str]:
    return {"url": reverse("staff:index"), "label": _("Cán bộ")}
