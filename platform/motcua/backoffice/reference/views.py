"""Lists and look-up tables: see them, take a file in after looking at it, go back."""

import csv
import io
import re
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from formbuilder.api import ReferenceList, ReferenceRow, built_in_lists
from motcua.backoffice.designer.views.listing import header as page_header
from motcua.backoffice.reference.forms import (
    AcceptForm,
    NewReferenceForm,
    ReferenceForm,
    UploadForm,
)
from motcua.catalogue import api as catalogue
from motcua.identity.api import actor_from_request
from motcua.kernel.actors import Actor
from motcua.kernel.errors import DomainError
from motcua.kernel.i18n import pick

PAGE_SIZE: Final = 50
_MOST_FOUND: Final = 200
_FORMULA: Final = re.compile(r"^[=+\-@\t\r]")


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    by = actor_from_request(request)
    context = {
        **header(_("Danh mục, bảng tra")),
        "lists": catalogue.list_references(by=by),
        "built_in": [
            {"key": each.key, "title": pick(each.title), "count": len(each.rows), "list": each}
            for each in built_in_lists()
        ],
        "may_edit": by.may(catalogue.CataloguePermission.EDIT),
    }
    return render(request, "backoffice/reference/index.html", context)


@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    by = actor_from_request(request)
    by.require(catalogue.CataloguePermission.EDIT)
    form = NewReferenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        try:
            made = catalogue.create_reference(
                key=chosen["key"],
                kind=chosen["kind"],
                title=form.title,
                note=chosen["note"],
                by=by,
                now=timezone.now(),
            )
        except DomainError as error:
            form.add_error("key" if error.field == "key" else None, error.message)
        else:
            messages.success(request, _("Đã tạo. Bây giờ hãy tải tệp lên."))
            return HttpResponseRedirect(reverse("reference:show", args=[made.id]))
    context = {**header(_("Thêm danh mục"), index_crumb()), "form": form}
    return _rendered(request, "create", context, form)


@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, reference_id: UUID) -> HttpResponse:
    """The rows in use; who may edit may also put the words about the list right here."""
    by = actor_from_request(request)
    view = catalogue.get_reference(reference_id, by=by)
    form = ReferenceForm(request.POST or None, initial=_initial(view))
    if request.method == "POST":
        by.require(catalogue.CataloguePermission.EDIT)
        if form.is_valid():
            catalogue.describe_reference(
                reference_id=reference_id,
                title=form.title,
                note=form.cleaned_data["note"],
                by=by,
                now=timezone.now(),
            )
            messages.success(request, _("Đã lưu."))
            return HttpResponseRedirect(reverse("reference:show", args=[reference_id]))
    return _rendered(request, "show", _shown(request, view, by) | {"form": form}, form)


@require_POST
def upload(request: HttpRequest, reference_id: UUID) -> HttpResponse:
    """Read the file and show it; nothing is in use yet."""
    by = actor_from_request(request)
    by.require(catalogue.CataloguePermission.EDIT)
    view = catalogue.get_reference(reference_id, by=by)
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        given = form.cleaned_data["file"]
        try:
            upload_id = catalogue.read_upload(
                reference_id=reference_id,
                content=given.read(),
                file_name=given.name or "",
                by=by,
                now=timezone.now(),
            )
        except DomainError as error:
            form.add_error("file", error.message)
        else:
            return HttpResponseRedirect(reverse("reference:preview", args=[view.id, upload_id]))
    context = _shown(request, view, by) | {"upload_form": form}
    context["form"] = ReferenceForm(initial=_initial(view))
    return render(request, "backoffice/reference/show.html", context, status=422)


@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, reference_id: UUID, upload_id: UUID) -> HttpResponse:
    by = actor_from_request(request)
    by.require(catalogue.CataloguePermission.EDIT)
    view = catalogue.get_reference(reference_id, by=by)
    waiting = catalogue.get_upload(upload_id, by=by)
    form = AcceptForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            done = catalogue.accept_upload(
                upload_id=upload_id, note=form.cleaned_data["note"], by=by, now=timezone.now()
            )
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            words = _("Bản số %(number)d đang được dùng.") % {"number": done.revision_number or 0}
            messages.success(request, words)
            return HttpResponseRedirect(reverse("reference:show", args=[reference_id]))
    context = {
        **header(_("Xem trước tệp"), index_crumb(), _crumb(view)),
        "reference": view,
        "upload": waiting,
        "columns": [pick(column["label"]) for column in waiting.columns],
        "rows": [_line(row, waiting.columns) for row in waiting.rows],
        "uses": catalogue.uses_of(reference_id, by=by) if waiting.removed else [],
        "form": form,
    }
    return _rendered(request, "preview", context, form)


@require_POST
def use_revision(request: HttpRequest, reference_id: UUID) -> HttpResponse:
    by = actor_from_request(request)
    by.require(catalogue.CataloguePermission.EDIT)
    wanted = _uuid(request.POST.get("revision", ""))
    try:
        done = catalogue.use_revision(
            reference_id=reference_id,
            revision_id=wanted or reference_id,
            by=by,
            now=timezone.now(),
        )
    except catalogue.ReferenceConflict as error:
        messages.warning(request, error.message)
    else:
        words = _("Bản số %(number)d đang được dùng.") % {"number": done.revision_number or 0}
        messages.success(request, words)
    return HttpResponseRedirect(reverse("reference:show", args=[reference_id]))


@require_GET
def download(request: HttpRequest, reference_id: UUID) -> HttpResponse:
    """The rows in use as CSV that reads back in; cells a spreadsheet would run are quoted."""
    by = actor_from_request(request)
    view = catalogue.get_reference(reference_id, by=by)
    found = catalogue.read_revision(reference_id, by=by)
    stream = io.StringIO()
    writer = csv.writer(stream)
    columns = found.columns if found else ()
    heads = ["mã", "tên", "tên tiếng Anh", "từ ngày", "đến ngày"]
    writer.writerow([*heads, *(_safe(pick(column.label)) for column in columns)])
    for row in found.rows.values() if found else ():
        cells = [row.cells.get(column.key, "") for column in columns]
        writer.writerow([_safe(cell) for cell in (*_basic(row), *cells)])
    response = HttpResponse("\ufeff" + stream.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{view.key}.csv"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def header(title: str, *before: dict[str, str]) -> dict[str, Any]:
    return page_header(title, *before) | {"header_icon": "list-ul"}


def index_crumb() -> dict[str, str]:
    return {"url": reverse("reference:index"), "label": _("Danh mục, bảng tra")}


def _crumb(view: catalogue.ReferenceView) -> dict[str, str]:
    return {"url": reverse("reference:show", args=[view.id]), "label": pick(view.title)}


def _initial(view: catalogue.ReferenceView) -> dict[str, str]:
    return {
        "title_vi": view.title.get("vi", ""),
        "title_en": view.title.get("en", ""),
        "note": view.note,
    }


def _shown(request: HttpRequest, view: catalogue.ReferenceView, by: Actor) -> dict[str, Any]:
    query = request.GET.get("q", "")[:200]
    found = catalogue.read_revision(view.id, by=by)
    rows = _rows(found, query)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("p", "1"))
    columns = found.columns if found else ()
    return {
        **header(pick(view.title), index_crumb()),
        "reference": view,
        "query": query,
        "columns": [pick(column.label) for column in columns],
        "page": page,
        "rows": [
            [*_basic(row), *(row.cells.get(column.key, "") for column in columns)] for row in page
        ],
        "revisions": catalogue.list_revisions(view.id, by=by),
        "uses": catalogue.uses_of(view.id, by=by),
        "upload_form": UploadForm(),
        "may_edit": by.may(catalogue.CataloguePermission.EDIT),
    }


def _rows(found: ReferenceList | None, query: str) -> list[ReferenceRow]:
    if found is None:
        return []
    return found.search(query, limit=_MOST_FOUND) if query else list(found.rows.values())


def _basic(row: ReferenceRow) -> list[str]:
    days = (each.isoformat() if each else "" for each in (row.valid_from, row.valid_until))
    return [row.code, row.label.get("vi", ""), row.label.get("en", ""), *days]


def _line(row: list[Any], columns: tuple[dict[str, Any], ...]) -> list[Any]:
    code, label, start, end, cells = row
    basic = [code, label.get("vi", ""), label.get("en", ""), start or "", end or ""]
    return [*basic, *(cells.get(column["key"], "") for column in columns)]


def _safe(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _rendered(request: HttpRequest, name: str, context: dict[str, Any], form: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, f"backoffice/reference/{name}.html", context, status=status)
