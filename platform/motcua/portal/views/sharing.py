"""A service outside its page: a leaflet to print, a link and a button for other sites."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from motcua.catalogue.api import get_service_by_slug
from motcua.kernel.i18n import pick
from motcua.portal.codes import picture_of
from motcua.portal.filing import filing_of
from motcua.portal.offline import readable_offline
from motcua.portal.service_facts import facts_of
from motcua.portal.theme.colours import palette
from tenants.api import current_tenant, tenant_url

_DAY: Final = 24 * 3600
_PER_LETTER: Final = 9.2


@require_GET
@readable_offline
def leaflet(request: HttpRequest, slug: str) -> HttpResponse:
    """One sheet of paper: what it is, what to bring, what it costs, and the code to scan."""
    service = get_service_by_slug(slug)
    where = tenant_url(f"/dich-vu/{service.slug}/")
    context = {
        "service": service,
        "facts": facts_of(service),
        "filing": filing_of(service),
        "address": where,
        "code": picture_of(where),
    }
    return render(request, "services/leaflet.html", context)


@require_GET
def share(request: HttpRequest, slug: str) -> HttpResponse:
    """What to copy into another site: plain links, without any script of ours."""
    service = get_service_by_slug(slug)
    where, button = tenant_url(f"/dich-vu/{slug}/"), tenant_url(f"/dich-vu/{slug}/nut.svg")
    name = escape(pick(service.version.document.service.name, get_language() or "vi"))
    context = {
        "service": service,
        "address": where,
        "link": f'<a href="{where}">{name}</a>',
        "button": f'<a href="{where}"><img src="{button}" alt="{name}" height="48"></a>',
        "button_url": f"/dich-vu/{slug}/nut.svg",
    }
    return render(request, "services/share.html", context)


@require_GET
@cache_control(public=True, max_age=_DAY)
def button(_request: HttpRequest, slug: str) -> HttpResponse:
    """A picture with the tenant's colour and nothing that runs; other sites may show it."""
    service = get_service_by_slug(slug)
    name = pick(service.version.document.service.name, get_language() or "vi")
    is_here = filing_of(service).place == "here"
    words = (_("Nộp hồ sơ: %(name)s") if is_here else _("Xem thủ tục: %(name)s")) % {"name": name}
    words = words if len(words) <= 64 else words[:63].rstrip() + "…"
    width = round(len(words) * _PER_LETTER + 40)
    brand = palette(current_tenant().theme.get("brand")).brand
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="48" role="img">'
        f"<title>{escape(words)}</title>"
        f'<rect width="{width}" height="48" rx="10" fill="{brand}"/>'
        f'<text x="{width / 2}" y="30" fill="#fff" font-family="Be Vietnam Pro, Arial, sans-serif" '
        f'font-size="17" font-weight="600" text-anchor="middle" textLength="{width - 36}" '
        f'lengthAdjust="spacingAndGlyphs">{escape(words)}</text></svg>'
    )
    answer = HttpResponse(picture, content_type="image/svg+xml; charset=utf-8")
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer
