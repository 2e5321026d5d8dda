"""What every page's template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from motcua.identity import api as identity
from motcua.portal.around import around_of
from motcua.portal.display import display_of
from motcua.portal.emblems import emblem_url
from motcua.portal.hats import Hat, hat_of
from motcua.portal.helping import helping_of
from motcua.portal.theme.looks import looks_of
from motcua.portal.theme.trying import theme_for
from tenants.api import platform_url


def portal(request: HttpRequest) -> dict[str, Any]:
    """``applicant`` (``id`` and ``full_name``) is found only for templates that show it."""
    tenant = getattr(request, "tenant", None)
    theme = theme_for(request)
    return {
        "tenant": tenant,
        "emblem_url": emblem_url(tenant, theme),
        "looks": looks_of(theme),
        "around": around_of(getattr(tenant, "theme", None), now=timezone.now()),
        "applicant": SimpleLazyObject(lambda: _person(request)) if tenant else None,
        "platform_home": platform_url("/"),
        "simulators_on": settings.MOTCUA_SIMULATORS,
        "languages": settings.LANGUAGES,
        "display": display_of(request),
        # Somebody fills in the form for a citizen; such pages are never kept for others.
        "assisted": getattr(request, "assisted", None),
        "hat": SimpleLazyObject(lambda: _hat(request)) if tenant else None,
        "helping": SimpleLazyObject(lambda: _helped(request)) if tenant else None,
    }


def _helped(request: HttpRequest) -> dict[str, Any] | None:
    """Whom this browser's owner is helping now: said on every page, not only in the form."""
    session = getattr(request, "session", None)
    form = identity.assisted_form(session) if session is not None else None
    if form is None or form.consent_id is None or helping_of(request) is None:
        return None
    return {"consent_id": form.consent_id, "name": form.name, "back": form.back}


def _hat(request: HttpRequest) -> Hat | None:
    return hat_of(request) if hasattr(request, "session") else None


def _person(request: HttpRequest) -> dict[str, Any] | None:
    actor = identity.signed_in_actor(request)
    return {"id": actor.id, "full_name": actor.name} if actor else None
