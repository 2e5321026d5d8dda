"""What a phone needs to hold the portal: manifest, picture, worker, the page without network."""

import hashlib
import json
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from motcua.fleet.api import is_on
from motcua.kernel.assets import asset_text, asset_url, script_urls
from motcua.kernel.errors import NotFound
from motcua.portal.emblems import emblem_url
from motcua.portal.offline import OFFLINE
from motcua.portal.theme.app_icons import SIZES, draw_icon, icon_mark
from motcua.portal.theme.colours import palette
from motcua.portal.views.theme import colours_css
from tenants.api import current_tenant

WORKER: Final = "apps/portal/src/service-worker.ts"
_SCRIPTS: Final = ("apps/portal/src/portal.ts", "apps/portal/src/offline/kept-pages.ts")
_STYLES: Final = "apps/portal/src/styles/portal.scss"
_STAFF: Final = ("/quan-tri/", "/graphql", "/noi-bo/")
_HOUR: Final = 3600
_DAY: Final = 24 * 3600


@require_GET
@cache_control(public=True, max_age=_HOUR)
def manifest(request: HttpRequest) -> HttpResponse:
    """Browsers ask for it without cookies: it is the same for everybody."""
    tenant = current_tenant()
    mark = icon_mark(tenant, tenant.theme)
    icons = [
        {
            "src": f"{reverse('app_icon', args=[size])}?v={mark}",
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for size in SIZES[1:]
        for purpose in ("any", "maskable")
    ]
    body: dict[str, Any] = {
        "id": "/",
        "name": f"{tenant.name} – {_('Cổng dịch vụ công')}",
        "short_name": tenant.short_name,
        "lang": request.LANGUAGE_CODE,
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "theme_color": palette(tenant.theme.get("brand")).brand,
        "background_color": "#ffffff",
        "categories": ["government"],
        "icons": icons,
        "shortcuts": [
            {"name": _("Hồ sơ của tôi"), "url": reverse("my_cases")},
            {"name": _("Tra cứu hồ sơ"), "url": reverse("track")},
            {"name": _("Dịch vụ công"), "url": reverse("service_list")},
        ],
    }
    return JsonResponse(
        body, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False}
    )


@require_GET
@cache_control(public=True, max_age=_DAY)
def app_icon(_request: HttpRequest, size: int) -> HttpResponse:
    if size not in SIZES:
        raise Http404
    tenant = current_tenant()
    answer = HttpResponse(draw_icon(tenant, tenant.theme, size=size), content_type="image/png")
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@require_GET
def offline_page(request: HttpRequest) -> HttpResponse:
    """What still works. The worker fetches it beforehand, without saying for whom."""
    return render(request, "offline.html")


@require_GET
def service_worker(_request: HttpRequest) -> HttpResponse:
    """At the root, for a worker rules over what lies below its own address. Asked for anew at
    every visit; it may fetch from this site and nothing else.

    What it must know stands before it. Whatever changes there makes browsers take the new one, so
    nobody is left with an old shell, and turning the flag off reaches every device.
    """
    text = asset_text(WORKER)
    if not text:
        raise NotFound(WORKER)
    shell = json.dumps(_shell())
    answer = HttpResponse(
        f"self.MC_SHELL={shell};\n{text}", content_type="text/javascript; charset=utf-8"
    )
    answer["Cache-Control"] = "no-cache"
    answer["Service-Worker-Allowed"] = "/"
    return answer


def _shell() -> dict[str, Any]:
    tenant = current_tenant()
    parts = [asset_url(_STYLES), reverse("theme_css"), emblem_url(tenant, tenant.theme)]
    for each in _SCRIPTS:
        parts += [url for url in script_urls(each) if url not in parts]
    shell: dict[str, Any] = {
        "isOn": is_on(OFFLINE.key, tenant.id),
        "page": reverse("offline_page"),
        "parts": [each for each in parts if each],
        "signOut": reverse("identity_sign_out"),
        "leaveAlone": _STAFF,
        "note": _("Chưa có mạng. Đây là bản đã giữ trên máy lúc {time}; có thể đã cũ."),
    }
    seen = repr((shell, tenant.name, tenant.theme, colours_css(tenant.theme)))
    return {**shell, "release": hashlib.sha256(seen.encode()).hexdigest()[:16]}
