"""Seeing a draft of the looks before anybody else: by a sealed cookie that only staff are given."""

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest

from motcua.kernel.errors import DomainError
from motcua.kernel.sealed_links import unseal
from motcua.portal.models import ThemeDraft

COOKIE: Final = "motcua_thu_giao_dien"
PURPOSE: Final = "portal.theme_draft"
LASTS: Final = 2 * 3600


def theme_for(request: HttpRequest) -> Mapping[str, Any]:
    """The tenant's theme; for who tries the draft out, the draft. One query, for them only."""
    tenant = getattr(request, "tenant", None)
    live: Mapping[str, Any] = getattr(tenant, "theme", None) or {}
    if tenant is None or COOKIE not in request.COOKIES:
        return live
    kept: Mapping[str, Any] | None = getattr(request, "_motcua_theme", None)
    if kept is None:
        kept = _draft(request.COOKIES[COOKIE]) or live
        request._motcua_theme = kept  # type: ignore[attr-defined]
    return kept


def is_trying(request: HttpRequest) -> bool:
    return getattr(request, "_motcua_theme", None) is not None


def _draft(token: str) -> Mapping[str, Any] | None:
    try:
        unseal(token, purpose=PURPOSE, seconds=LASTS)
    except DomainError:
        return None
    row = ThemeDraft.objects.first()
    return {**row.theme} if row else None
