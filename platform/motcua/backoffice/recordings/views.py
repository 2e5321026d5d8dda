"""Test recordings of a service: what was filed, what must come of it, what changed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from formbuilder.api import Context, FormInvalid, compile_form, present, sample_answers
from motcua.backoffice.designer.posted import json_endpoint, read_body, read_text
from motcua.backoffice.designer.views.listing import header, index_crumb
from motcua.backoffice.recordings.forms import RecordingForm
from motcua.catalogue import api as catalogue
from motcua.identity.api import actor_from_request
from motcua.kernel.errors import DomainError
from motcua.kernel.money import Money


@require_http_methods(["GET", "POST"])
def index(request: HttpRequest, service_id: UUID) -> HttpResponse:
    by = actor_from_request(request)
    draft = catalogue.get_draft(service_id, by=by)
    form = _form(request, draft)
    if request.method == "POST" and form.is_valid():
        try:
            catalogue.record_filing(
                service_id=service_id,
                name=form.cleaned_data["name"],
                filing=form.filing(),
                by=by,
                now=timezone.now(),
            )
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            messages.success(request, _("Đã ghi lại. Mỗi lần gửi duyệt, bản ghi được phát lại."))
            return HttpResponseRedirect(reverse("recordings:index", args=[service_id]))
    recordings = catalogue.list_recordings(service_id, by=by)
    context = {
        **header(_("Bản ghi thử: %(name)s") % {"name": draft.name}, index_crumb()),
        "draft": draft,
        "form": form,
        "recordings": recordings,
        "changed_count": sum(1 for each in recordings if each.differences),
        "may_edit": by.may(catalogue.CataloguePermission.EDIT),
    }
    status = 422 if form.errors else 200
    return render(request, "backoffice/recordings/index.html", context, status=status)


@require_GET
def detail(request: HttpRequest, service_id: UUID, recording_id: UUID) -> HttpResponse:
    by = actor_from_request(request)
    draft = catalogue.get_draft(service_id, by=by)
    recording = catalogue.get_recording(service_id, recording_id, by=by)
    crumb = {"url": reverse("recordings:index", args=[service_id]), "label": _("Bản ghi thử")}
    names = catalogue.part_names(draft.document)
    fee = recording.expected["fee"]
    context = {
        **header(recording.name, index_crumb(), crumb),
        "draft": draft,
        "recording": recording,
        "answers": _presented(draft, recording.filing),
        "pages": [names.get(each, each) for each in recording.expected["pages"]],
        "papers": [names.get(each, each) for each in recording.expected["papers"]],
        "fee": Money(fee["total"], fee["currency"]).display(),
        "told": [
            (names.get(path.rpartition("/")[2], path), catalogue.fault_name(code))
            for _severity, path, code in recording.expected["messages"]
        ],
        "may_edit": by.may(catalogue.CataloguePermission.EDIT),
    }
    return render(request, "backoffice/recordings/detail.html", context)


@require_POST
def accept(request: HttpRequest, service_id: UUID, recording_id: UUID) -> HttpResponse:
    catalogue.accept_recording(
        service_id=service_id,
        recording_id=recording_id,
        by=actor_from_request(request),
        now=timezone.now(),
    )
    messages.success(request, _("Kết quả mới nay là kết quả phải có."))
    return HttpResponseRedirect(reverse("recordings:index", args=[service_id]))


@require_POST
def delete(request: HttpRequest, service_id: UUID, recording_id: UUID) -> HttpResponse:
    catalogue.delete_recording(
        service_id=service_id,
        recording_id=recording_id,
        by=actor_from_request(request),
        now=timezone.now(),
    )
    messages.success(request, _("Đã bỏ bản ghi."))
    return HttpResponseRedirect(reverse("recordings:index", args=[service_id]))


@json_endpoint("POST")
def from_preview(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """``{"name", "answers", "profile"?, "today"?, "channel"?}``: keep what the preview holds.

    Answers ``{"id", "expected", "differences": []}``.
    """
    data = read_body(request)
    filing: dict[str, Any] = {
        key: data[key] for key in ("answers", "profile", "channel") if key in data
    }
    filing["today"] = data.get("today", timezone.localdate().isoformat())
    made = catalogue.record_filing(
        service_id=service_id,
        name=read_text(data, "name"),
        filing=filing,
        by=actor_from_request(request),
        now=timezone.now(),
    )
    return JsonResponse({"id": str(made.id), "expected": made.expected, "differences": []})


def _form(request: HttpRequest, draft: catalogue.DraftView) -> RecordingForm:
    """With made-up answers to every question, so that an author only changes what matters."""
    try:
        compiled = compile_form(draft.document.form)
    except FormInvalid:
        compiled = None
    if request.method == "POST":
        return RecordingForm(request.POST, compiled=compiled)
    today = timezone.localdate()
    made_up: Any = {}
    if compiled is not None:
        made_up = sample_answers(compiled, seed=1, context=Context(today=today)).answers
    return RecordingForm(compiled=compiled, made_up=made_up, initial={"today": today})


def _presented(draft: catalogue.DraftView, filing: catalogue.Filing) -> Any:
    try:
        compiled = compile_form(draft.document.form)
    except FormInvalid:
        return []
    return present(compiled, filing.answers, get_language() or "vi")
