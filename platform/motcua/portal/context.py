"""What every page's template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from motcua.identity import api as identity
from motcua.portal.emblems import emblem_of
from tenants.api import platform_url


def portal(request: HttpRequest) -> dict[str, Any]:
    """``applicant`` is looked up only by templates that show it."""
    tenant = getattr(request, "tenant", None)
    return {
        "tenant": tenant,
        "emblem": emblem_of(tenant),
        "applicant": SimpleLazyObject(lambda: identity.applicant_from_request(request))
        if tenant
        else None,
        "platform_home": platform_url("/"),
        "simulators_on": settings.MOTCUA_SIMULATORS,
        "languages": settings.LANGUAGES,
    }
