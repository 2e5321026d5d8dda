"""Providers, simulated: an SMS gateway, eSMS, Zalo, a push service, a webhook receiver."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import render
from django.template.loader import select_template
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.notifications.contrib.simulator import apps_of_zalo, devices, ledger, moods, reports
from motcua.notifications.domain.signing import HEADER, is_signed
from tenants.api import platform_url

LAYOUTS: Final = ["base_platform.html", "simulator/layout.html"]
View = Callable[..., HttpResponse]


def simulators_only(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: str) -> HttpResponse:
        if not settings.MOTCUA_SIMULATORS:
            raise Http404
        return view(request, **kwargs)

    return guarded


@csrf_exempt
@simulators_only
@require_POST
def sms(request: HttpRequest) -> HttpResponse:
    """The generic wire format."""
    customer = request.headers.get("Authorization", "").removeprefix("Bearer ")
    fields, mood = _fields(request), moods.live("sms")
    if not customer.startswith("simulator-"):
        return JsonResponse({"error": "unknown_key"}, status=401)
    if mood == "down":
        return JsonResponse({}, status=503)
    if mood == "refuse":
        ledger.take("sms-refused", str(fields.get("id")), {"to": fields.get("to")})
        return JsonResponse({"error": "invalid_number", "permanent": True}, status=422)
    number = str(fields.get("id", ""))
    kept = ledger.take(
        "sms",
        number,
        {
            "customer": customer,
            "to": fields.get("to"),
            "text": fields.get("text"),
            "from": fields.get("from"),
            "parts": fields.get("parts"),
            "report_url": fields.get("report_url"),
            "message_id": f"g-{number[-12:]}",
        },
    )
    if mood == "lost_answer":
        return JsonResponse({}, status=502)
    reports.plan(kept, mood)
    return JsonResponse({"message_id": kept["message_id"]}, status=202)


@csrf_exempt
@simulators_only
@require_POST
def esms(request: HttpRequest) -> HttpResponse:
    fields, mood = _fields(request), moods.live("esms")
    customer = str(fields.get("ApiKey", ""))
    if fields.get("SecretKey") != ledger.secret_of(customer):
        return JsonResponse({"CodeResult": "101", "ErrorMessage": "Authorize Failed"})
    if mood == "down":
        return JsonResponse({"error": "Invalid request"}, status=500)
    number = str(fields.get("RequestId", ""))
    if mood == "refuse":
        ledger.take("esms-refused", number, {"to": fields.get("Phone")})
        return JsonResponse({"CodeResult": "104", "ErrorMessage": "Brand name code is not exist"})
    is_new = ledger.find("esms", number) is None
    kept = ledger.take(
        "esms",
        number,
        {
            "customer": customer,
            "to": fields.get("Phone"),
            "text": fields.get("Content"),
            "from": fields.get("Brandname"),
            "report_url": fields.get("CallbackUrl"),
            "message_id": f"e{number.replace('-', '')}",
        },
    )
    if mood == "lost_answer":
        return JsonResponse({}, status=502)
    reports.plan(kept, mood)
    if not is_new:
        return JsonResponse({"CodeResult": "124", "ErrorMessage": "Request exist 1"})
    return JsonResponse({"CodeResult": "100", "CountRegenerate": 0, "SMSID": kept["message_id"]})


@csrf_exempt
@simulators_only
@require_POST
def zalo_token(request: HttpRequest) -> HttpResponse:
    """A refresh token serves once; the answer brings the next one."""
    app_id = str(request.POST.get("app_id", ""))
    if request.headers.get("secret_key") != ledger.secret_of(app_id):
        return JsonResponse({"error": -14004, "error_name": "Invalid secret key"})
    return JsonResponse(apps_of_zalo.renew(app_id, str(request.POST.get("refresh_token", ""))))


@csrf_exempt
@simulators_only
@require_POST
def zalo_send(request: HttpRequest) -> HttpResponse:
    fields, mood = _fields(request), moods.live("zalo")
    app = apps_of_zalo.app_of(request.headers.get("access_token", ""))
    if app is None:
        return JsonResponse({"error": -124, "message": "Access token invalid"})
    if mood == "down":
        return JsonResponse({}, status=502)
    number = str(fields.get("tracking_id", ""))
    if mood == "refuse":
        ledger.take("zalo-refused", number, {"to": fields.get("phone")})
        return JsonResponse({"error": -118, "message": "Zalo account not existed"})
    kept = ledger.take(
        "zalo",
        number,
        {
            "customer": app["app_id"],
            "to": fields.get("phone"),
            "text": json.dumps(fields.get("template_data"), ensure_ascii=False),
            "from": f"ZNS {fields.get('template_id')}",
            "report_url": app["report_url"],
            "message_id": f"z{number.replace('-', '')[-19:]}",
        },
    )
    if mood == "lost_answer":
        return JsonResponse({}, status=502)
    reports.plan(kept, mood)
    return JsonResponse({"error": 0, "message": "Success", "data": {"msg_id": kept["message_id"]}})


@csrf_exempt
@simulators_only
@require_GET
def zalo_template(request: HttpRequest) -> HttpResponse:
    """Template numbers that end in 9 were rejected, in 8 are looked at; others are approved."""
    if apps_of_zalo.app_of(request.headers.get("access_token", "")) is None:
        return JsonResponse({"error": -124, "message": "Access token invalid"})
    number = request.GET.get("template_id", "")
    states = {"9": "REJECT", "8": "PENDING_REVIEW"}
    status = states.get(number[-1:], "ENABLE")
    data = {"templateId": number, "status": status}
    return JsonResponse({"error": 0, "message": "Success", "data": data})


@csrf_exempt
@simulators_only
@require_POST
def push(request: HttpRequest, device: str) -> HttpResponse:
    """A push service (RFC 8030), and the browser behind it that opens what it gets."""
    mood = moods.live("push")
    if mood == "refuse":
        return HttpResponse(status=410)
    if mood == "down":
        return HttpResponse(status=503)
    endpoint = platform_url(f"/simulator/push/{device}/")
    if not devices.is_known_sender(request.headers.get("Authorization", ""), endpoint):
        return HttpResponse(status=403)
    if request.headers.get("Content-Encoding") != "aes128gcm" or not request.headers.get("TTL"):
        return HttpResponse(status=400)
    content = devices.open_sealed(device, request.body)
    if content is None:
        return HttpResponse(status=404)
    text = f"{content.get('title')}: {content.get('body')}"
    number = f"{device}:{content.get('id')}"
    ledger.take("push", number, {"to": device, "text": text, "delivery": content.get("id")})
    return HttpResponse(status=502 if mood == "lost_answer" else 201)


@csrf_exempt
@simulators_only
@require_POST
def webhook(request: HttpRequest, name: str) -> HttpResponse:
    mood = moods.live("webhook")
    if mood == "down":
        return HttpResponse(status=500)
    if mood == "refuse":
        return HttpResponse(status=410)
    header, now = request.headers.get(HEADER, ""), datetime.now(tz=UTC)
    if not is_signed(request.body, header, secret=ledger.secret_of(name), now=now):
        return HttpResponse(status=401)
    fields = _fields(request)
    text = json.dumps(fields, ensure_ascii=False)
    ledger.take("webhook", str(fields.get("id", "")), {"to": name, "text": text})
    return HttpResponse(status=502 if mood == "lost_answer" else 204)


@simulators_only
@never_cache
@require_http_methods(["GET", "POST"])
def messages(request: HttpRequest) -> HttpResponse:
    """What arrived, and how each provider is to behave."""
    if request.method == "POST":
        if request.POST.get("deed") == "flush":
            reports.flush()
        for vendor in ledger.VENDORS:
            if request.POST.get(vendor, "") in moods.MOODS:
                moods.set_mood(vendor, str(request.POST[vendor]))
        return HttpResponseRedirect(request.path)
    context = {
        "layout": select_template(LAYOUTS),
        "arrived": [
            {**kept, "at": datetime.fromisoformat(str(kept["at"]))} for kept in ledger.newest()
        ],
        "vendors": [(vendor, moods.mood_of(vendor)) for vendor in ledger.VENDORS],
        "moods": tuple(moods.MOODS),
    }
    return render(request, "simulator/messages.html", context)


def _fields(request: HttpRequest) -> dict[str, Any]:
    try:
        found = json.loads(request.body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
