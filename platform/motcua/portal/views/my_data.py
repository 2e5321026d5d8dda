"""Who read my data and why; and what this agency keeps of me."""

from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from motcua.fleet.api import list_support
from motcua.identity.api import PROVEN, applicant_actor
from motcua.kernel.paging import page_number
from motcua.portal.people import applicant_of, applicant_required
from motcua.privacy import api as privacy
from tenants.api import current_tenant, platform_url

MOST_PAGES = 200


@applicant_required
@require_GET
def readings(request: HttpRequest) -> HttpResponse:
    """``loai`` (kind), ``ho-so`` (dossier), ``tu`` and ``den`` (days) narrow it down."""
    applicant, page = applicant_of(request), page_number(request, most=MOST_PAGES)
    wanted = _wanted(request)
    found = privacy.list_reads(
        by=applicant_actor(applicant),
        wanted=wanted,
        now=timezone.now(),
        offset=(page - 1) * privacy.READS_A_PAGE,
    )
    more = page * privacy.READS_A_PAGE < found.total and page < MOST_PAGES
    context = {
        "found": found,
        "wanted": wanted,
        "is_narrowed": wanted != privacy.Wanted(),
        "kinds": [(key, label) for key, (label, _acts) in privacy.READ_KINDS.items()],
        "previous": _address(wanted, page - 1) if page > 1 else "",
        "next": _address(wanted, page + 1) if more else "",
        "me": applicant,
        "birth_date": "/".join(reversed(applicant.birth_date.split("-"))),
        "is_proven": applicant.assurance >= PROVEN,
        "support": _support(),
        "profile": platform_url(reverse("my_profile", urlconf=settings.PUBLIC_SCHEMA_URLCONF)),
    }
    return render(request, "data/readings.html", context)


def _support() -> list[object]:
    """What the platform's operators were let into here: settings, never a dossier."""
    found = list_support(tenant_id=current_tenant().id, limit=20)
    return [each for each in found if each.state in ("granted", "ended")]


def _wanted(request: HttpRequest) -> privacy.Wanted:
    kind = request.GET.get("loai", "")
    return privacy.Wanted(
        kind=kind if kind in privacy.READ_KINDS else "",
        case_id=_id(request.GET.get("ho-so", "")),
        since=_day(request.GET.get("tu", "")),
        until=_day(request.GET.get("den", "")),
    )


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2200 else None


def _address(wanted: privacy.Wanted, page: int) -> str:
    parts = {
        "loai": wanted.kind,
        "ho-so": wanted.case_id or "",
        "tu": wanted.since or "",
        "den": wanted.until or "",
        "trang": page,
    }
    return "?" + urlencode({key: value for key, value in parts.items() if value})
