"""Finding a service, and the page of each, made from its document."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from motcua.appointments.api import takes_appointments
from motcua.catalogue.api import ServiceCard, get_service_by_slug
from motcua.catalogue.finding.api import (
    find_services,
    newest_services,
    note_empty_search,
    popular_services,
)
from motcua.kernel.i18n import pick
from motcua.kernel.paging import page_number
from motcua.portal.facets import chosen_of, facets_of
from motcua.portal.filing import filing_of
from motcua.portal.machine_facts import service_data
from motcua.portal.offline import readable_offline
from motcua.portal.remembered import remembered
from motcua.portal.service_facts import facts_of
from tenants.api import current_tenant

PAGE_SIZE: Final = 20
SUGGESTIONS: Final = 8
_SHORTEST: Final = 2


@require_GET
def service_list(request: HttpRequest) -> HttpResponse:
    return remembered(request, lambda: _service_list(request))


@readable_offline
def _service_list(request: HttpRequest) -> HttpResponse:
    """One page of results. A search that finds nothing is counted, without who searched."""
    query, chosen = request.GET.get("q", ""), chosen_of(request.GET)
    page = page_number(request)
    found = find_services(query, chosen=chosen, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
    if query and not found.total and not any(chosen.values()):
        note_empty_search(found.used, today=timezone.localdate())
    context: dict[str, Any] = {
        "query": found.used,
        "found": found,
        "facets": facets_of(found, chosen, get_language() or "vi"),
        "is_filtered": any(chosen.values()),
        "previous": page - 1 if page > 1 else None,
        "next": page + 1 if page * PAGE_SIZE < found.total else None,
    }
    if not query and not context["is_filtered"] and page == 1:
        context |= {"popular": popular_services(6), "newest": newest_services(3)}
    return render(request, "services/list.html", context)


@require_GET
@cache_control(public=True, max_age=60)
def suggestions(request: HttpRequest) -> HttpResponse:
    """While somebody types: names and addresses of the best few. JSON for the page's script."""
    query = request.GET.get("q", "")
    cards: tuple[ServiceCard, ...] = ()
    if len(query.strip()) >= _SHORTEST:
        cards = find_services(query, limit=SUGGESTIONS).items
    language = get_language() or "vi"
    found = [
        {"name": pick(card.name, language), "path": f"/dich-vu/{card.slug}/"} for card in cards
    ]
    return JsonResponse({"found": found})


@require_GET
def service(request: HttpRequest, slug: str) -> HttpResponse:
    return remembered(request, lambda: _service(request, slug))


@readable_offline
def _service(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_service_by_slug(slug)
    facts = facts_of(found)
    context = {
        "service": found,
        "facts": facts,
        "filing": filing_of(found),
        "takes_appointments": takes_appointments(),
        "data": service_data(found, facts, current_tenant(), get_language() or "vi"),
    }
    return render(request, "services/service.html", context)
