"""Importing services: choose files, watch them come in, read what became of each."""

from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from motcua.backoffice.designer.views.listing import SCRIPT, index_crumb
from motcua.backoffice.header import page_header
from motcua.backoffice.importing.forms import ImportForm, kinds
from motcua.catalogue import api as catalogue
from motcua.catalogue.importers import api as importing
from motcua.identity.api import actor_from_request
from motcua.kernel.assets import stylesheet_urls

_REFRESH_SECONDS: Final = 4
STATES: Final = {
    "waiting": gettext_lazy("Đang chờ"),
    "created": gettext_lazy("Đã nhập, tạo dịch vụ mới"),
    "updated": gettext_lazy("Đã nhập, thay bản nháp cũ"),
    "unchanged": gettext_lazy("Đã nhập từ trước, không thay đổi gì"),
    "refused": gettext_lazy("Không nhập được"),
}
AREAS: Final = {
    "service": gettext_lazy("Thông tin dịch vụ"),
    "procedure": gettext_lazy("Thông tin thủ tục"),
    "form": gettext_lazy("Tờ khai"),
    "components": gettext_lazy("Thành phần hồ sơ"),
    "fees": gettext_lazy("Phí, lệ phí"),
    "clock": gettext_lazy("Thời hạn giải quyết"),
    "process": gettext_lazy("Quy trình"),
    "result": gettext_lazy("Giấy kết quả"),
    "legal_bases": gettext_lazy("Căn cứ pháp lý"),
    "notices": gettext_lazy("Thông báo"),
}


@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    by = actor_from_request(request)
    by.require(catalogue.CataloguePermission.EDIT)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            batch_id = importing.start_batch(
                kind=form.cleaned_data["kind"],
                sources=form.sources(),
                by=by,
                now=timezone.now(),
            )
        except importing.BatchRefused as error:
            form.add_error("uploads", error.message)
        else:
            return HttpResponseRedirect(reverse("importing:batch", args=[batch_id]))
    recent = [_shown(report) for report in importing.recent_imports(by=by)]
    context = {**_header(_("Nhập dịch vụ")), "form": form, "recent": recent}
    return render(
        request, "backoffice/importing/index.html", context, status=422 if form.errors else 200
    )


@require_GET
def batch(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    by = actor_from_request(request)
    found = importing.get_batch(batch_id, by=by)
    if found is None:
        raise Http404
    crumb = {"url": reverse("importing:index"), "label": _("Nhập dịch vụ")}
    context = {
        **_header(_("Kết quả nhập"), crumb),
        "batch": found,
        "kind": dict(kinds()).get(found.kind, found.kind),
        "files": [_shown(report) for report in found.reports],
    }
    response = render(request, "backoffice/importing/batch.html", context)
    if found.waiting:
        response["Refresh"] = str(_REFRESH_SECONDS)
    return response


@require_GET
def export(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """The draft as the file that importing reads."""
    by = actor_from_request(request)
    by.require(catalogue.CataloguePermission.EDIT)
    draft = catalogue.get_draft(service_id, by=by)
    response = HttpResponse(
        importing.export_document(draft.document), content_type="application/json"
    )
    response["Content-Disposition"] = f'attachment; filename="{draft.slug}.motcua.json"'
    return response


def _shown(report: importing.FileReport) -> dict[str, Any]:
    return {
        "report": report,
        "state": STATES[report.state],
        "lost": report.account["not_carried_over"],
        "to_decide": [_placed(note, "place") for note in report.account["to_decide"]],
        "missing": [_placed(note, "path") for note in report.account["missing"]],
        "is_done": report.state in ("created", "updated", "unchanged"),
    }


def _placed(note: dict[str, str], name: str) -> dict[str, Any]:
    """The part of the service a note is about, in the words of the designer."""
    area = AREAS.get(note.get(name, "").partition("/")[0])
    return note | {"place": area or note.get(name, "")}


def _header(title: str, *before: dict[str, str]) -> dict[str, Any]:
    return {
        **page_header(title, index_crumb(), *before, icon="download"),
        "stylesheets": stylesheet_urls(SCRIPT),
    }
