"""For search engines: where everything is, and what they need not look at."""

from collections.abc import Iterator
from typing import Final

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.html import escape
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET
from wagtail.models import Page

from motcua.catalogue.finding.api import live_addresses
from motcua.portal.models import CitizenQuestion, QuestionState
from tenants.api import current_schema, current_tenant, tenant_url

MOST_ADDRESSES: Final = 50_000
"""The limit of the format (sitemaps.org)."""
_HOUR: Final = 3600
_FIXED: Final = ("/", "/dich-vu/", "/tra-cuu/", "/hoi-dap/", "/thong-ke/", "/xac-minh/")
_PRIVATE: Final = (
    "/quan-tri/", "/to-khai/", "/ho-so/", "/hop-thu/", "/thanh-toan/", "/bien-nhan/",
    "/dang-nhap/", "/xem-truoc/", "/tim-kiem/", "/goi-y/",
)  # fmt: skip


@require_GET
@cache_control(public=True, max_age=_HOUR)
def robots(_request: HttpRequest) -> HttpResponse:
    """A portal that is being tried out is closed to search engines as a whole."""
    if current_tenant().live_at is None:
        lines = ["User-agent: *", "Disallow: /"]
    else:
        lines = ["User-agent: *", *(f"Disallow: {path}" for path in _PRIVATE)]
        lines.append(f"Sitemap: {tenant_url('/sitemap.xml')}")
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


@require_GET
@cache_control(public=True, max_age=_HOUR)
def sitemap(_request: HttpRequest) -> HttpResponse:
    """Made once an hour."""
    key = f"portal.sitemap.{current_schema()}"
    text: str | None = cache.get(key)
    if text is None:
        text = _drawn()
        cache.set(key, text, _HOUR)
    return HttpResponse(text, content_type="application/xml; charset=utf-8")


def _drawn() -> str:
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    rows = [
        f"<url><loc>{escape(tenant_url(path))}</loc>{changed}</url>"
        for path, changed in list(_addresses())[:MOST_ADDRESSES]
    ]
    return f'{head}<urlset xmlns="{space}">' + "".join(rows) + "</urlset>\n"


def _addresses() -> Iterator[tuple[str, str]]:
    yield from ((path, "") for path in _FIXED)
    for slug, published_at in live_addresses(limit=20_000):
        yield f"/dich-vu/{slug}/", f"<lastmod>{published_at:%Y-%m-%d}</lastmod>"
    for page in Page.objects.live().public().filter(depth__gt=2).order_by("path")[:20_000]:
        _site, _root, path = page.get_url_parts() or (None, None, None)
        if path:
            day = page.last_published_at
            yield path, f"<lastmod>{day:%Y-%m-%d}</lastmod>" if day else ""
    shown = CitizenQuestion.objects.filter(state=QuestionState.PUBLISHED)
    for pk in shown.values_list("pk", flat=True)[:5_000]:
        yield f"/hoi-dap/{pk}/", ""
