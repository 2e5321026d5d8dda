"""Two states of a service side by side: any published version, and the draft."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.backoffice.designer.side_by_side import side_by_side
from motcua.backoffice.designer.views.listing import header, index_crumb
from motcua.catalogue import api as catalogue
from motcua.identity.api import actor_from_request

DRAFT = "nhap"


@require_GET
def compare(request: HttpRequest, service_id: UUID) -> HttpResponse:
    by = actor_from_request(request)
    draft = catalogue.get_draft(service_id, by=by)
    versions = {str(each.number): each for each in catalogue.list_versions(service_id, by=by)}
    old = request.GET.get("tu", str(draft.live_number or ""))
    new = request.GET.get("den", DRAFT)
    old, new = (old if old in versions else ""), (new if new in versions else DRAFT)
    before = catalogue.get_version(versions[old].id).document if old else None
    after = draft.document if new == DRAFT else catalogue.get_version(versions[new].id).document
    show_all = request.GET.get("tat_ca") == "1"
    areas = side_by_side(before, after, with_same=show_all)
    back = {"url": reverse("designer:review", args=[service_id]), "label": _("Xét duyệt")}
    context = {
        **header(_("So sánh: %(name)s") % {"name": draft.name}, index_crumb(), back),
        "draft": draft,
        "areas": areas,
        "versions": list(versions),
        "old": old,
        "new": new,
        "draft_key": DRAFT,
        "show_all": show_all,
        "is_same": all(area.is_quiet for area in areas),
    }
    return render(request, "backoffice/designer/compare.html", context)
