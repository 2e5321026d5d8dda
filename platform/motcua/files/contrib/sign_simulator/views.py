"""The simulated signing service and time stamp authority over HTTP."""

import json
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from motcua.files.contrib.sign_simulator import service

MAX_BODY: Final = 16 * 1024
View = Callable[[HttpRequest], HttpResponse]


def _simulated(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if not settings.MOTCUA_SIMULATORS:
            raise Http404
        return view(request)

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


def _body(request: HttpRequest) -> Mapping[str, Any] | None:
    if len(request.body) > MAX_BODY:
        return None
    try:
        found = json.loads(request.body)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
