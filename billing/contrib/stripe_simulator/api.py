"""Stripe's interface, simulated: who asks is known, the same key gets the same answer."""

import hashlib
import hmac
import json
import re
import time
from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from billing.contrib.stripe import keys
from billing.contrib.stripe_simulator import (
    catalogue,
    invoices,
    moods,
    sessions,
    store,
    subscriptions,
)
from billing.contrib.stripe_simulator.models import SimAnswer
from billing.contrib.stripe_simulator.wire import (
    API_VERSION,
    StripeFault,
    listing,
    missing,
    read_form,
)
from motcua.kernel.ids import new_secret

Handler = Callable[..., dict[str, Any]]
KEY_SECONDS: Final = 24 * 3600
LONGEST_KEY: Final = 255


def _shown(kind: str) -> Handler:
    def handler(_params: dict[str, Any], wanted: str) -> dict[str, Any]:
        return subscriptions.shown(store.take(kind, wanted))

    return handler


def _all(kind: str, path: str) -> Handler:
    def handler(params: dict[str, Any]) -> dict[str, Any]:
        found = store.every(kind, customer=params.get("customer", ""))
        return listing(found, url=f"/v1/{path}", params=params)

    return handler


def _invoice(_params: dict[str, Any], wanted: str) -> dict[str, Any]:
    return invoices.shown(store.take("invoice", wanted))


def _account(_params: dict[str, Any]) -> dict[str, Any]:
    return {"id": "acct_simulator", "object": "account", "country": "VN",
            "default_currency": "vnd", "charges_enabled": True}  # fmt: skip


def _quiet(handler: Handler) -> Handler:
    """A subscription as it is seen from outside."""
    return lambda params, *ids: subscriptions.shown(handler(params, *ids))


# What is not here answers 404, as an unknown address of Stripe does.
ROUTES: Final[tuple[tuple[str, str, Handler], ...]] = (
    ("GET", "account", _account),
    ("POST", "products", catalogue.make_product),
    ("GET", "products", _all("product", "products")),
    ("GET", "products/ID", _shown("product")),
    ("POST", "prices", catalogue.make_price),
    ("GET", "prices", catalogue.list_prices),
    ("GET", "prices/ID", _shown("price")),
    ("POST", "tax_rates", catalogue.make_tax_rate),
    ("GET", "tax_rates", _all("tax_rate", "tax_rates")),
    ("POST", "billing/meters", catalogue.make_meter),
    ("GET", "billing/meters", _all("billing.meter", "billing/meters")),
    ("POST", "billing/meter_events", catalogue.take_meter_event),
    ("POST", "customers", catalogue.save_customer),
    ("GET", "customers", _all("customer", "customers")),
    ("POST", "customers/ID", catalogue.save_customer),
    ("GET", "customers/ID", _shown("customer")),
    ("POST", "customers/ID/tax_ids", catalogue.add_tax_id),
    ("GET", "customers/ID/tax_ids", catalogue.list_tax_ids),
    ("DELETE", "customers/ID/tax_ids/ID", catalogue.drop_tax_id),
    ("POST", "subscriptions", _quiet(subscriptions.begin)),
    ("GET", "subscriptions", subscriptions.list_subscriptions),
    ("POST", "subscriptions/ID", _quiet(subscriptions.change)),
    ("GET", "subscriptions/ID", _shown("subscription")),
    ("DELETE", "subscriptions/ID", _quiet(subscriptions.end_now)),
    ("POST", "invoices/create_preview", subscriptions.preview),
    ("GET", "invoices", invoices.list_invoices),
    ("GET", "invoices/ID", _invoice),
    ("GET", "invoices/ID/lines", invoices.list_lines),
    ("POST", "invoices/ID/pay", invoices.pay),
    ("POST", "invoices/ID/void", invoices.void),
    ("POST", "checkout/sessions", _quiet(sessions.begin_checkout)),
    ("GET", "checkout/sessions", _all("checkout.session", "checkout/sessions")),
    ("GET", "checkout/sessions/ID", _quiet(sessions.take_checkout)),
    ("POST", "checkout/sessions/ID/expire", _quiet(sessions.expire_checkout)),
    ("POST", "billing_portal/sessions", sessions.begin_portal),
    ("GET", "charges", sessions.list_charges),
    ("GET", "events", sessions.list_events),
    ("GET", "events/ID", _shown("event")),
    ("POST", "test_helpers/test_clocks", sessions.make_clock),
    ("GET", "test_helpers/test_clocks/ID", _shown("test_helpers.test_clock")),
    ("POST", "test_helpers/test_clocks/ID/advance", sessions.advance_clock),
)
_COMPILED: Final = [
    (method, re.compile("^" + path.replace("ID", r"([A-Za-z0-9_.-]+)") + "$"), handler)
    for method, path, handler in ROUTES
]


@csrf_exempt
def api(request: HttpRequest, path: str) -> HttpResponse:
    if not settings.MOTCUA_SIMULATORS:
        raise Http404
    mood = moods.mood()
    if mood == "slow":
        time.sleep(moods.SLOW_SECONDS)
    if mood == "down":
        return HttpResponse("upstream connect error", status=503, content_type="text/plain")
    try:
        _require_key(request)
        answer = _once(request, path)
    except StripeFault as fault:
        answer = _written(fault.body, fault.status)
    if mood == "lost" and request.method != "GET":
        return HttpResponse("upstream timed out", status=504, content_type="text/plain")
    answer.headers["Request-Id"] = f"req_{new_secret(length=14)}"
    answer.headers["Stripe-Version"] = request.headers.get("Stripe-Version", API_VERSION)
    return answer


def _require_key(request: HttpRequest) -> None:
    scheme, _space, given = request.headers.get("Authorization", "").partition(" ")
    if scheme == "Bearer" and hmac.compare_digest(given.encode(), keys.api_key().encode()):
        return
    raise StripeFault(
        "Invalid API Key provided" if given else "You did not provide an API key.", status=401
    )


def _once(request: HttpRequest, path: str) -> HttpResponse:
    """The first answer to a key is the only one, errors that came from doing it included."""
    key = request.headers.get("Idempotency-Key", "") if request.method == "POST" else ""
    if len(key) > LONGEST_KEY:
        raise StripeFault("Idempotency keys have at most 255 characters.")
    body = request.body.decode()
    fingerprint = hashlib.sha256(f"{request.method} {path}\n{body}".encode()).hexdigest()
    if key and (kept := SimAnswer.objects.filter(key=key).first()):
        if kept.fingerprint != fingerprint:
            raise StripeFault(
                "Keys for idempotent requests can only be used with the same parameters they "
                f"were first used with. Try using a key other than '{key}'.",
                kind="idempotency_error",
            )
        answer = HttpResponse(kept.body, status=kept.status, content_type="application/json")
        answer.headers["Idempotent-Replayed"] = "true"
        return answer
    handler, ids, params = _handler(request, path, body)
    try:
        with transaction.atomic():
            done, status = _do(handler, params, ids)
            answer = _written(done, status)
            if key:
                text = answer.content.decode()
                SimAnswer.objects.create(key=key, fingerprint=fingerprint, status=status, body=text)
    except IntegrityError:
        raise StripeFault(
            "There is currently another in-progress request using this Idempotency Key.",
            status=409,
            kind="idempotency_error",
            code="idempotency_key_in_use",
        ) from None
    return answer


def _do(handler: Handler, params: dict[str, Any], ids: tuple[str, ...]) -> tuple[Any, int]:
    try:
        with transaction.atomic():
            return handler(params, *ids), 200
    except StripeFault as fault:
        return fault.body, fault.status


def _handler(
    request: HttpRequest, path: str, body: str
) -> tuple[Handler, tuple[str, ...], dict[str, Any]]:
    for method, pattern, handler in _COMPILED:
        found = pattern.match(path)
        if found and method == request.method:
            text = body if method == "POST" else request.META.get("QUERY_STRING", "")
            return handler, found.groups(), read_form(text)
    raise missing("route", f"{request.method} /v1/{path}", "")


def _written(body: dict[str, Any], status: int) -> HttpResponse:
    text = json.dumps(body, indent=2, ensure_ascii=False)
    return HttpResponse(text, status=status, content_type="application/json")
