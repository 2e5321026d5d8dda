"""Stripe's notices: checked, kept, acknowledged. What they mean is found out later."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from billing.errors import SignatureWrong
from billing.operations.take_event import take_event
from billing.provider import providers


@csrf_exempt
@never_cache
@require_POST
def webhook(request: HttpRequest) -> HttpResponse:
    """400 for what is not signed or too old, which Stripe shows in its own log; else 200."""
    provider = providers.get("stripe")
    if not provider.is_configured():
        return HttpResponse(status=404)
    try:
        event = provider.read_event(request.body, request.headers.get("Stripe-Signature", ""))
    except SignatureWrong:
        return HttpResponse("signature", status=400, content_type="text/plain")
    take_event(event, now=timezone.now())
    return HttpResponse("ok", content_type="text/plain")
