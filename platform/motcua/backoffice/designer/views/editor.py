"""The host page of the designer: facts as JSON, and the built script."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from formbuilder.api import describe_field_types
from motcua.backoffice.designer.looks import people_json
from motcua.backoffice.designer.payload import draft_json
from motcua.backoffice.designer.process_words import describe_actions
from motcua.backoffice.designer.views.listing import SCRIPT, header, index_crumb
from motcua.backoffice.designer.words import translations
from motcua.catalogue import api as catalogue
from motcua.identity.api import ROLES, actor_from_request, list_agencies, list_staff
from motcua.kernel.assets import asset_url
from tenants.api import current_tenant, list_active

_ACTS: Final = (
    "draft",
    "facts",
    "operations",
    "undo",
    "redo",
    "request",
    "take_back",
    "withdraw",
    "review",
    "comments",
    "check",
    "compare",
    "preview",
    "presence",
    "services",
    "index",
)
# Roles a step of a process can be given to; the others run or watch the house.
_NOT_IN_PROCESS: Final = frozenset(
    {"builder", "publisher", "tech_admin", "inspector", "procedure_control"}
)


@require_GET
def designer(request: HttpRequest, service_id: UUID) -> HttpResponse:
    by = actor_from_request(request)
    draft = catalogue.get_draft(service_id, by=by)
    facts = {
        "service": {"id": str(draft.id), "name": draft.name},
        "draft": draft_json(draft, by=by, with_document=True, is_checked=False),
        "field_types": describe_field_types(),
        "roles": [
            {"key": role.key, "label": str(role.label)}
            for role in ROLES.values()
            if role.key not in _NOT_IN_PROCESS
        ],
        "agencies": [{"id": str(each.id), "name": each.name} for each in list_agencies()],
        "staff": [{"id": str(each.id), "name": each.full_name} for each in list_staff()],
        "tenants": _other_offices(),
        "actions": describe_actions(),
        "people": people_json(),
        "urls": _addresses(draft.id),
        "csrf": get_token(request),
        "language": get_language() or "vi",
        "time_zone": timezone.get_current_timezone_name(),
        "words": translations(),
    }
    context = {
        **header(draft.name, index_crumb()),
        "facts": facts,
        "script": asset_url(SCRIPT),
    }
    return render(request, "backoffice/designer/designer.html", context)


def _addresses(service_id: UUID) -> dict[str, Any]:
    addresses = {
        act: reverse(f"designer:{act}", args=[] if act == "index" else [service_id])
        for act in _ACTS
    }
    process = reverse("designer:edit", args=[service_id]) + "quy-trinh/"
    return addresses | {"process": process, "login": reverse("wagtailadmin_login")}


def _other_offices() -> list[dict[str, str]]:
    """Offices on the platform that a step may ask for an opinion."""
    own = current_tenant().slug
    return [{"slug": each.slug, "name": each.name} for each in list_active() if each.slug != own]
