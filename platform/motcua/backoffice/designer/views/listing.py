"""The list of services and the birth of a new one."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from motcua.backoffice.designer import starters
from motcua.backoffice.designer.forms import COPY, EMPTY, NewServiceForm
from motcua.backoffice.header import page_header
from motcua.catalogue import api as catalogue
from motcua.identity.api import actor_from_request
from motcua.kernel.actors import Actor
from motcua.kernel.assets import stylesheet_urls
from motcua.kernel.errors import DomainError

SCRIPT: Final = "apps/designer/src/designer.tsx"
PAGE_SIZE: Final = 25
_MOST_SOURCES: Final = 100


@require_GET
def service_list(request: HttpRequest) -> HttpResponse:
    by = actor_from_request(request)
    query, status = request.GET.get("q", "")[:200], request.GET.get("trang_thai", "")
    if status not in STATUSES:
        status = ""
    number = _page_number(request)
    found = catalogue.list_drafts(query, PAGE_SIZE, (number - 1) * PAGE_SIZE, status=status, by=by)
    context = {
        **header(_("Dịch vụ công")),
        "found": found,
        "query": query,
        "status": status,
        "statuses": STATUSES.items(),
        "waiting_count": catalogue.list_drafts(limit=1, status="in_review", by=by).total,
        "may_edit": by.may(catalogue.CataloguePermission.EDIT),
        "may_publish": by.may(catalogue.CataloguePermission.PUBLISH),
        "page": Paginator(range(found.total), PAGE_SIZE).get_page(number),
    }
    return render(request, "backoffice/designer/index.html", context)


@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    by = actor_from_request(request)
    by.require(catalogue.CataloguePermission.EDIT)
    form = NewServiceForm(request.POST or None, sources=_sources(by))
    if request.method == "POST" and form.is_valid():
        try:
            made = catalogue.create_service(
                document=_start(form.cleaned_data, by), by=by, now=timezone.now()
            )
        except DomainError as error:
            place = "slug" if error.field == "service/slug" else None
            form.add_error(place, error.message)
        else:
            messages.success(request, _("Đã tạo dịch vụ “%(name)s”.") % {"name": made.name})
            return HttpResponseRedirect(reverse("designer:edit", args=[made.id]))
    context = {**header(_("Thêm dịch vụ công"), index_crumb()), "form": form}
    status = 422 if form.errors else 200
    return render(request, "backoffice/designer/create.html", context, status=status)


STATUSES: Final = {
    "draft": gettext_lazy("Bản nháp"),
    "in_review": gettext_lazy("Chờ duyệt"),
    "published": gettext_lazy("Đã công bố"),
    "withdrawn": gettext_lazy("Đã rút"),
}


def header(title: str, *before: dict[str, str]) -> dict[str, Any]:
    """What Wagtail's page header needs."""
    return {
        **page_header(title, *before, icon="form"),
        "stylesheets": stylesheet_urls(SCRIPT),
    }


def index_crumb() -> dict[str, str]:
    return {"url": reverse("designer:index"), "label": _("Dịch vụ công")}


def _sources(by: Actor) -> list[tuple[str, str]]:
    rows = catalogue.list_drafts(limit=_MOST_SOURCES, by=by).items
    return [(str(row.id), row.name) for row in rows]


def _start(chosen: dict[str, Any], by: Actor) -> catalogue.ServiceDocument:
    known = {"code": chosen["code"], "name": chosen["name"], "slug": chosen["slug"]}
    if chosen["start"] == COPY:
        return starters.start_from_service(UUID(chosen["source"]), by=by, **known)
    if chosen["start"] == EMPTY:
        return starters.start_empty(**known)
    return starters.start_usual(**known)


def _page_number(request: HttpRequest) -> int:
    asked = request.GET.get("p", "1")
    return min(max(int(asked), 1), 10_000) if asked.isascii() and asked.isdigit() else 1
