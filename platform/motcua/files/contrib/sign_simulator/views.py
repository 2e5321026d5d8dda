"""The simulated signing service and time stamp authority over HTTP."""

import json
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from motcua.files.contrib.sign_simulator import service, stamps

MAX_BODY: Final = 16 * 1024
View = Callable[..., HttpResponse]


def _simulated(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        if not settings.MOTCUA_SIMULATORS:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@_simulated
@csrf_exempt
@never_cache
@require_POST
def sign(request: HttpRequest) -> HttpResponse:
    body = _body(request)
    if body is None:
        return JsonResponse({"error": "invalid_request"}, status=400)
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    answer = service.sign(body, token=token)
    return JsonResponse(dict(answer.body), status=answer.status)


@_simulated
@csrf_exempt
@never_cache
@require_POST
def status(request: HttpRequest) -> HttpResponse:
    body = _body(request)
    if body is None:
        return JsonResponse({"error": "invalid_request"}, status=400)
    answer = service.status(body)
    return JsonResponse(dict(answer.body), status=answer.status)


@_simulated
@csrf_exempt
@never_cache
@require_POST
def time_stamp(request: HttpRequest, plan: str) -> HttpResponse:
    """RFC 3161 over HTTP. ``plan``: how the authority behaves."""
    if plan not in stamps.PLANS or len(request.body) > MAX_BODY:
        return HttpResponse(status=400)
    try:
        made = stamps.stamp(request.body, plan=plan, now=timezone.now())
    except ValueError:
        return HttpResponse(status=400)
    if made is None:
        return HttpResponse(status=503)
    return HttpResponse(made, content_type="application/timestamp-reply")


@_simulated
@never_cache
@require_GET
def authority_file(request: HttpRequest, name: str) -> HttpResponse:
    """What a tenant has to believe before the stamps count: certificates, and lists of revoked
    ones."""
    now = timezone.now()
    known = {
        "goc.pem": lambda: stamps.roots(now),
        "thu-hoi.crl": lambda: stamps.lists(now)[0],
        "thu-hoi-goc.crl": lambda: stamps.lists(now)[1],
    }
    if name not in known:
        raise Http404
    answer = HttpResponse(known[name](), content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _body(request: HttpRequest) -> Mapping[str, Any] | None:
    if len(request.body) > MAX_BODY:
        return None
    try:
        found = json.loads(request.body)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
