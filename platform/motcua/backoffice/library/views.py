"""The library: what there is, what is in it, taking it into a service, exchanging it as files."""

import json
from typing import Any, Final
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.backoffice.designer.side_by_side import side_by_side
from motcua.backoffice.designer.views.listing import header
from motcua.backoffice.library.forms import NewServiceForm, TakeForm, TakeInForm
from motcua.catalogue import api as catalogue
from motcua.identity.api import actor_from_request
from motcua.kernel.actors import Actor
from motcua.kernel.errors import DomainError

KINDS: Final = {
    "field": gettext_lazy("Câu hỏi"),
    "block": gettext_lazy("Trang"),
    "service": gettext_lazy("Dịch vụ"),
}
_MOST_SERVICES: Final = 100


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    by = actor_from_request(request)
    query, kind = request.GET.get("q", "")[:200], request.GET.get("loai", "")
    kind = kind if kind in KINDS else ""
    found = catalogue.list_library(query, kind, by=by)
    context = {
        **header(_("Thư viện mẫu")),
        "own": [each for each in found if not each.is_platform],
        "platform": [each for each in found if each.is_platform],
        "query": query,
        "kind": kind,
        "kinds": KINDS.items(),
        "may_edit": by.may(catalogue.CataloguePermission.EDIT),
    }
    return render(request, "backoffice/library/index.html", context)


@require_http_methods(["GET", "POST"])
def entry(request: HttpRequest, source: str) -> HttpResponse:
    by = actor_from_request(request)
    found = catalogue.get_library_entry(source, by=by)
    form = _form(request, found, by)
    if request.method == "POST" and form.is_valid():
        try:
            draft = _use(found, form.cleaned_data, by)
        except DomainError as error:
            form.add_error("slug" if error.field == "service/slug" else None, error.message)
        else:
            messages.success(request, _("Đã đưa “%(name)s” vào.") % {"name": found.name})
            return HttpResponseRedirect(reverse("designer:edit", args=[draft.id]))
    context = {
        **header(found.name, crumb()),
        "entry": found,
        "kind": KINDS[found.kind],
        "areas": side_by_side(None, catalogue.entry_document(found)),
        "form": form,
        "may_edit": by.may(catalogue.CataloguePermission.EDIT),
    }
    status = 422 if form.errors else 200
    return render(request, "backoffice/library/entry.html", context, status=status)


@require_GET
def download(request: HttpRequest, source: str) -> HttpResponse:
    """The entry as a file that any other agency's library takes in."""
    found = catalogue.get_library_entry(source, by=actor_from_request(request))
    data = {"kind": found.kind, "name": found.name, "note": found.note, "content": found.content}
    body = json.dumps(data, ensure_ascii=False, indent=1)
    response = HttpResponse(body, content_type="application/json; charset=utf-8")
    name = quote(f"{found.name[:80]}.motcua.json")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response


@require_http_methods(["GET", "POST"])
def take_in(request: HttpRequest) -> HttpResponse:
    by = actor_from_request(request)
    by.require(catalogue.CataloguePermission.EDIT)
    form = TakeInForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data["file"]
        try:
            made = catalogue.add_library_item(
                kind=str(data.get("kind", "")),
                content=data["content"],
                name=form.cleaned_data["name"] or str(data.get("name", "")),
                note=str(data.get("note", "")),
                by=by,
                now=timezone.now(),
            )
        except DomainError as error:
            form.add_error("name" if error.field == "name" else "file", error.message)
        else:
            messages.success(request, _("Đã nhập “%(name)s”.") % {"name": made.name})
            return HttpResponseRedirect(reverse("library:entry", args=[made.source]))
    context = {**header(_("Nhập vào thư viện"), crumb()), "form": form}
    status = 422 if form.errors else 200
    return render(request, "backoffice/library/take_in.html", context, status=status)


@require_POST
def retire(request: HttpRequest, source: str) -> HttpResponse:
    by = actor_from_request(request)
    by.require(catalogue.CataloguePermission.EDIT)
    found = catalogue.get_library_entry(source, by=by)
    if found.is_platform:
        raise catalogue.LibraryInvalid(_("Mục của nền tảng không bỏ được."))
    catalogue.retire_library_item(item_id=UUID(found.item_id), by=by, now=timezone.now())
    messages.success(request, _("Đã bỏ “%(name)s” khỏi thư viện.") % {"name": found.name})
    return HttpResponseRedirect(reverse("library:index"))


def crumb() -> dict[str, str]:
    return {"url": reverse("library:index"), "label": _("Thư viện mẫu")}


def _form(request: HttpRequest, found: catalogue.LibraryEntry, by: Actor) -> Any:
    if found.kind == "service":
        code = found.content.get("procedure", {}).get("code", "")
        return NewServiceForm(request.POST or None, initial={"name": found.name, "code": code})
    rows = catalogue.list_drafts(limit=_MOST_SERVICES, by=by).items
    services = [(str(row.id), row.name) for row in rows if row.status != "in_review"]
    return TakeForm(request.POST or None, services=services)


def _use(found: catalogue.LibraryEntry, chosen: dict[str, Any], by: Actor) -> catalogue.DraftView:
    now = timezone.now()
    if found.kind == "service":
        known = {key: chosen[key] for key in ("name", "code", "slug")}
        return catalogue.create_from_library(source=found.source, by=by, now=now, **known)
    draft = catalogue.get_draft(UUID(chosen["service"]), by=by)
    pages = draft.document.form.pages
    if found.kind == "field" and not pages:
        raise catalogue.LibraryInvalid(_("Dịch vụ này chưa có trang nào để đặt câu hỏi vào."))
    return catalogue.take_from_library(
        service_id=draft.id,
        source=found.source,
        base_revision=draft.revision,
        parent=pages[-1].id if found.kind == "field" else None,
        by=by,
        now=now,
    )
