"""The platform's own front page: which agency, which service?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.catalogue.national.api import NationalService, find_nationally
from motcua.kernel.paging import page_number
from tenants.api import TenantStatus, TenantView, host_url, list_active

PAGE_SIZE: Final = 20
_PLACES_SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class Place:
    name: str
    url: str
    note: str = ""


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    tenants = [{"name": each.name, "url": host_url(each.primary_host)} for each in _shown()]
    context = {"tenants": tenants, "places": _places()}
    return render(request, "platform/home.html", context)


@require_GET
def find(request: HttpRequest) -> HttpResponse:
    """Services of all agencies, or of the one chosen; each leads to its agency's own page."""
    shown = {each.slug: each for each in _shown()}
    place, page = request.GET.get("noi", "")[:60], page_number(request)
    found = find_nationally(
        request.GET.get("q", ""),
        shown={slug: tenant.id for slug, tenant in shown.items()},
        place=place,
        limit=PAGE_SIZE,
        offset=(page - 1) * PAGE_SIZE,
    )
    by_id = {tenant.id: tenant for tenant in shown.values()}
    chosen = shown[place].id if place in shown else None
    context: dict[str, Any] = {
        "query": found.used,
        "found": found,
        "rows": [_row(item, by_id, chosen) for item in found.items],
        "places": _places(),
        "place": place,
        "previous": page - 1 if page > 1 else None,
        "next": page + 1 if page * PAGE_SIZE < found.total else None,
    }
    return render(request, "platform/find.html", context)


def _row(
    item: NationalService, tenants: Mapping[UUID, TenantView], chosen: UUID | None
) -> dict[str, Any]:
    offers = [
        Place(
            tenants[tenant_id].short_name,
            host_url(tenants[tenant_id].primary_host, f"/dich-vu/{slug}/"),
            _note_of(item, tenants[tenant_id]),
        )
        for tenant_id, slug in item.places.items()
        if tenant_id in tenants and chosen in (None, tenant_id)
    ]
    offers.sort(key=lambda each: each.name)
    return {
        "service": item,
        "offers": offers[:_PLACES_SHOWN],
        "more": max(0, len(offers) - _PLACES_SHOWN),
    }


def _note_of(item: NationalService, tenant: TenantView) -> str:
    """Why nothing new begins there."""
    if tenant.id in item.elsewhere:
        return _("nộp ở Cổng quốc gia")
    return _("tạm ngừng nhận hồ sơ mới") if tenant.status == TenantStatus.SUSPENDED else ""


def _places() -> list[tuple[str, str]]:
    return sorted(((each.slug, each.name) for each in _shown()), key=lambda pair: pair[1])


def _shown() -> list[TenantView]:
    """Who only tries things out is found by its address, not here."""
    return [each for each in list_active() if each.live_at and not each.practice_of]
