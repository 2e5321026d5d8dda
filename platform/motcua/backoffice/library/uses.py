"""What a draft took from the library: what changed at the source, take over or keep."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.backoffice.designer.differences import describe_changes
from motcua.backoffice.designer.side_by_side import side_by_side
from motcua.backoffice.designer.views.listing import header, index_crumb
from motcua.backoffice.library.forms import SaveForm
from motcua.backoffice.library.views import KINDS
from motcua.catalogue import api as catalogue
from motcua.identity.api import actor_from_request
from motcua.kernel.errors import DomainError

STANDINGS: Final = {
    "current": gettext_lazy("Giống nguồn"),
    "changed": gettext_lazy("Nguồn đã thay đổi"),
    "kept": gettext_lazy("Nguồn đã thay đổi, đã chọn giữ của mình"),
    "retired": gettext_lazy("Nguồn không còn trong thư viện"),
    "removed": gettext_lazy("Phần này đã bị bỏ khỏi bản nháp"),
}


@require_http_methods(["GET", "POST"])
def index(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """Origins of a service's parts, and a form to keep a part of it."""
    by = actor_from_request(request)
    draft = catalogue.get_draft(service_id, by=by)
    form = SaveForm(request.POST or None, document=draft.document)
    if request.method == "POST" and form.is_valid():
        try:
            made = catalogue.save_to_library(
                service_id=service_id, by=by, now=timezone.now(), **form.cleaned_data
            )
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            messages.success(request, _("Đã cất “%(name)s” vào thư viện.") % {"name": made.name})
            return HttpResponseRedirect(reverse("library:entry", args=[made.source]))
    uses = catalogue.list_library_uses(service_id, by=by)
    context = {
        **header(_("Nguồn gốc: %(name)s") % {"name": draft.name}, index_crumb()),
        "draft": draft,
        "uses": [(each, KINDS[each.kind], STANDINGS[each.standing]) for each in uses],
        "form": form,
        "may_edit": by.may(catalogue.CataloguePermission.EDIT),
    }
    status = 422 if form.errors else 200
    return render(request, "backoffice/library/uses.html", context, status=status)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, service_id: UUID, use_id: UUID) -> HttpResponse:
    """The source then and now; whether to take its change over."""
    by = actor_from_request(request)
    draft = catalogue.get_draft(service_id, by=by)
    use, before, after = catalogue.show_source_change(use_id, by=by)
    if use.service_id != service_id:
        raise catalogue.LibraryUseMissing(_("Không tìm thấy nguồn gốc này."))
    error = ""
    if request.method == "POST":
        try:
            done = _decide(use, draft, request)
        except DomainError as refusal:
            error = refusal.message
        else:
            messages.success(request, done)
            return HttpResponseRedirect(reverse("origins:index", args=[service_id]))
    back = {"url": reverse("origins:index", args=[service_id]), "label": _("Nguồn gốc")}
    context = {
        **header(use.name, index_crumb(), back),
        "draft": draft,
        "use": use,
        "changes": describe_changes(before, after),
        "areas": side_by_side(before, after),
        "error": error,
        "may_edit": by.may(catalogue.CataloguePermission.EDIT),
    }
    return render(request, "backoffice/library/change.html", context, status=422 if error else 200)


def _decide(use: catalogue.LibraryUseView, draft: catalogue.DraftView, request: HttpRequest) -> str:
    by, now = actor_from_request(request), timezone.now()
    if request.POST.get("decision") == "keep":
        catalogue.keep_own(use_id=use.id, by=by, now=now)
        return _("Đã giữ nguyên phần của dịch vụ.")
    revision = request.POST.get("revision", "")
    base = int(revision) if revision.isascii() and revision.isdecimal() else -1
    catalogue.take_over_change(use_id=use.id, base_revision=base, by=by, now=now)
    return _("Đã lấy thay đổi của nguồn; phần bạn tự sửa được giữ lại. Có thể hoàn tác.")
