"""The second person looks at what changed, and publishes or sends back."""

from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.backoffice.designer.differences import Change, describe_changes
from motcua.backoffice.designer.forms import DecisionForm
from motcua.backoffice.designer.payload import draft_json
from motcua.backoffice.designer.views.listing import header, index_crumb
from motcua.catalogue import api as catalogue
from motcua.identity.api import actor_from_request
from motcua.kernel.actors import Actor
from motcua.kernel.errors import DomainError, Invalid


class DecisionMissing(Invalid):
    code = "decision_missing"


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, service_id: UUID) -> HttpResponse:
    by = actor_from_request(request)
    draft = catalogue.get_draft(service_id, by=by)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            done = _decide(service_id, by, form.cleaned_data, request.POST.get("decision", ""))
        except DomainError as error:
            places = {"reason": "note", "publish_at": "publish_at"}
            form.add_error(places.get(error.field or ""), error.message)
        else:
            messages.success(request, done % {"name": draft.name})
            return HttpResponseRedirect(reverse("designer:index"))
    context = {
        **header(_("Xét duyệt: %(name)s") % {"name": draft.name}, index_crumb()),
        "draft": draft,
        "form": form,
        "areas": _by_area(_changes(draft)),
        "facts": draft_json(draft, by=by, with_document=False),
        "first_page": next((page.id for page in draft.document.form.pages), ""),
        "is_own": draft.waiting is not None and draft.waiting.requested_by == by.id,
        "may_publish": by.may(catalogue.CataloguePermission.PUBLISH),
        "history": catalogue.list_requests(service_id, by=by),
    }
    status = 422 if form.errors else 200
    return render(request, "backoffice/designer/review.html", context, status=status)


def _decide(service_id: UUID, by: Actor, chosen: dict[str, Any], decision: str) -> str:
    now, note = timezone.now(), chosen["note"]
    known: Any = {"service_id": service_id, "by": by, "now": now}
    if decision == "send_back":
        catalogue.send_back(reason=note, **known)
        return _("Đã trả lại “%(name)s” cho người soạn.")
    if decision == "schedule":
        catalogue.schedule_publication(note=note, publish_at=chosen["publish_at"] or now, **known)
        return _("Đã hẹn giờ công bố “%(name)s”.")
    if decision != "publish":
        raise DecisionMissing(_("Hãy bấm “Công bố”, “Hẹn giờ công bố” hoặc “Trả lại”."))
    catalogue.approve_publication(note=note, **known)
    return _("Đã công bố “%(name)s”.")


def _changes(draft: catalogue.DraftView) -> list[Change]:
    live = catalogue.get_version(draft.live_version_id) if draft.live_version_id else None
    return describe_changes(live.document if live else None, draft.document)


def _by_area(changes: list[Change]) -> list[tuple[str, list[Change]]]:
    ordered = sorted(changes, key=lambda change: _first(changes, change.area))
    return [(area, list(group)) for area, group in groupby(ordered, key=lambda each: each.area)]


def _first(changes: list[Change], area: str) -> int:
    return next(index for index, change in enumerate(changes) if change.area == area)
