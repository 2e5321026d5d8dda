"""Host → schema, before anything else touches the database."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import set_urlconf
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from motcua.kernel.schemas import schema_connection
from tenants.models import SERVED, Tenant, TenantStatus
from tenants.queries.directory import host_of_slug, tenant_of_host
from tenants.urls import host_url

LANGUAGE_COOKIE = "motcua_lang"


class TenantMiddleware:
    """Chooses schema, URLs, language and time zone by host.

    Unknown host: 404. Not ready or closed: 503. Archived: 410. Each with a plain
    page that holds nothing of any tenant but the name in the address.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            host = request.get_host().rsplit(":", 1)[0].lower().rstrip(".")
        except DisallowedHost:
            return self._closed(400)
        if host == settings.MOTCUA_PLATFORM_HOST:
            return self._serve_public(request)
        if host == settings.MOTCUA_FILES_HOST:
            return self._serve_files(request)
        return self._serve_host(request, host)

    def _serve_host(self, request: HttpRequest, host: str) -> HttpResponse:
        tenant = tenant_of_host(host)
        if tenant is None:
            schema_connection().set_schema_to_public()
            return self._closed(404)
        if tenant.status == TenantStatus.ARCHIVED:
            return self._closed(410, tenant)
        if tenant.status not in SERVED:
            return self._closed(503, tenant)
        if tenant.is_sent_on:
            return self._send_on(request, tenant)
        return self._serve_tenant(request, tenant)

    @staticmethod
    def _send_on(request: HttpRequest, tenant: Tenant) -> HttpResponse:
        """A name that only leads on: to the same path at the tenant's own address. What is posted
        to such a name was never written by a page of ours."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponse(status=405)
        where = host_url(host_of_slug(tenant.slug), request.get_full_path())
        return HttpResponse(status=301, headers={"Location": where})

    def _serve_public(self, request: HttpRequest) -> HttpResponse:
        schema_connection().set_schema_to_public()
        request.tenant = None  # type: ignore[attr-defined]
        request.urlconf = settings.PUBLIC_SCHEMA_URLCONF
        set_urlconf(settings.PUBLIC_SCHEMA_URLCONF)
        return self._localised(request, settings.LANGUAGE_CODE, settings.TIME_ZONE)

    def _serve_files(self, request: HttpRequest) -> HttpResponse:
        """The host of files knows nobody: cookies are neither read nor set there."""
        request.COOKIES = {}
        request.urlconf = settings.FILES_URLCONF
        schema_connection().set_schema_to_public()
        request.tenant = None  # type: ignore[attr-defined]
        set_urlconf(settings.FILES_URLCONF)
        response = self._localised(request, settings.LANGUAGE_CODE, settings.TIME_ZONE)
        response.cookies.clear()
        return response

    def _serve_tenant(self, request: HttpRequest, tenant: Tenant) -> HttpResponse:
        schema_connection().set_tenant(tenant)
        request.tenant = tenant  # type: ignore[attr-defined]
        request.urlconf = settings.ROOT_URLCONF
        set_urlconf(settings.ROOT_URLCONF)
        return self._localised(request, tenant.language, tenant.timezone)

    def _localised(self, request: HttpRequest, language: str, zone: str) -> HttpResponse:
        chosen = request.COOKIES.get(LANGUAGE_COOKIE, language)
        if chosen not in dict(settings.LANGUAGES):
            chosen = language
        request.LANGUAGE_CODE = chosen
        with translation.override(chosen), timezone.override(zone):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", chosen)
        patch_vary_headers(response, ("Cookie",))
        return response

    @staticmethod
    def _closed(status: int, tenant: Tenant | None = None) -> HttpResponse:
        with translation.override(tenant.language if tenant else settings.LANGUAGE_CODE):
            titles = {
                400: _("Địa chỉ không hợp lệ"),
                404: _("Không có cổng dịch vụ tại địa chỉ này"),
                410: _("Cổng dịch vụ này đã đóng"),
                503: _("Cổng dịch vụ đang tạm dừng"),
            }
            body = render_to_string("tenants/closed.html", {"title": titles[status]})
        return HttpResponse(body, status=status)
