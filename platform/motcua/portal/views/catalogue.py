"""The list of services and the page of each, made from its document."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from motcua.catalogue.api import get_service_by_slug, list_published, list_sectors
from motcua.portal.service_facts import facts_of

PAGE_SIZE = 20
MAX_QUERY = 200


@require_GET
def service_list(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "")[:MAX_QUERY].replace("\x00", "")
    number = request.GET.get("trang", "1")
    page = min(int(number), 500) if number.isascii() and number.isdigit() and int(number) else 1
    found = list_published(query, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
    context: dict[str, Any] = {
        "query": query,
        "found": found,
        "page": page,
        "previous": page - 1 if page > 1 else None,
        "next": page + 1 if page * PAGE_SIZE < found.total else None,
        "sectors": list_sectors(),
    }
    return render(request, "services/list.html", context)


@require_GET
def service(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_service_by_slug(slug)
    return render(request, "services/service.html", {"service": found, "facts": facts_of(found)})
