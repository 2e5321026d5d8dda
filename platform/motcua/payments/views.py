"""Where providers' servers call a tenant. No session, no page, no cookie."""

from datetime import timedelta
from typing import Final

import structlog
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET

from motcua.kernel.clients import client_network
from motcua.kernel.errors import NotFound, TooMany
from motcua.kernel.limits import check_limit
from motcua.payments.operations.handle_ipn import handle_ipn
from motcua.payments.registry import gateways

log = structlog.get_logger(__name__)

# A provider's few servers may bring a whole province's notices after an outage.
_ALLOWED_A_MINUTE: Final = 600


@never_cache
@csrf_exempt
@require_GET
def ipn(request: HttpRequest, vendor: str) -> HttpResponse:
    """One notice of one gateway, answered in that gateway's own words."""
    key = f"gateway.{vendor}"
    if key not in gateways or not gateways.get(key).is_online:
        raise NotFound(vendor)
    now = timezone.now()
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
        return JsonResponse(gateways.get(key).reply(None), status=error.status, headers=retry)
    try:
        reply = handle_ipn(gateway=key, params=request.GET.dict(), now=now)
    except Exception:
        # The provider must hear "again later" in its own words; the error is ours to find.
        log.exception("payment_notice_failed", gateway=key)
        return JsonResponse(gateways.get(key).reply(None))
    return JsonResponse(reply.body)
