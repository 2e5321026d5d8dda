"""Where providers' servers call a tenant. No session, no page, no cookie."""

import json
from datetime import timedelta
from typing import Final

import structlog
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from motcua.kernel.clients import client_network
from motcua.kernel.errors import NotFound, TooMany
from motcua.kernel.limits import check_limit
from motcua.payments.contrib.calling import as_texts
from motcua.payments.operations.handle_ipn import handle_ipn
from motcua.payments.registry import Reply, gateways

log = structlog.get_logger(__name__)

# A provider's few servers may bring a whole province's notices after an outage.
_ALLOWED_A_MINUTE: Final = 600
_LONGEST_BODY: Final = 64 * 1024


@never_cache
@csrf_exempt
@require_http_methods(["GET", "POST"])
def ipn(request: HttpRequest, vendor: str) -> HttpResponse:
    """One notice of one gateway, answered in that gateway's own words."""
    key = f"gateway.{vendor}"
    if key not in gateways or not gateways.get(key).is_online:
        raise NotFound(vendor)
    plugin, now = gateways.get(key), timezone.now()
    if request.method != plugin.notice_method:
        return HttpResponseNotAllowed([plugin.notice_method])
    try:
        check_limit(
            name="payments.ipn",
            subject=client_network(request),
            allowed=_ALLOWED_A_MINUTE,
            per=timedelta(minutes=1),
            now=now,
        )
    except TooMany as error:
        retry = {"Retry-After": str(error.details.get("retry_after", 60))}
        return _answer(plugin.reply(None, {}), status=error.status, headers=retry)
    params = _params(request)
    try:
        reply = handle_ipn(gateway=key, params=params, now=now)
    except Exception:
        # The provider must hear "again later" in its own words; the error is ours to find.
        log.exception("payment_notice_failed", gateway=key)
        return _answer(plugin.reply(None, params))
    return _answer(Reply(reply.body, reply.status))


def _params(request: HttpRequest) -> dict[str, str]:
    """The query of a GET; a POST's JSON object, whose nested values are not looked at."""
    if request.method == "GET":
        return {name: str(value) for name, value in request.GET.items()}
    try:
        found = json.loads(request.body[:_LONGEST_BODY])
    except (ValueError, RecursionError):
        return {}
    return as_texts(found) if isinstance(found, dict) else {}


def _answer(
    reply: Reply, *, status: int = 0, headers: dict[str, str] | None = None
) -> HttpResponse:
    if reply.body is None:
        return HttpResponse(status=reply.status)
    return JsonResponse(reply.body, status=status or reply.status, headers=headers)
