"""Anybody who holds an issued paper can check here whether it is genuine and still in force."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from motcua.casework.api import CaseMissing, verify_output


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    token = request.GET.get("ma", "").strip().rstrip("/").rpartition("/")[2][:100]
    if token.isascii() and token.replace("-", "").replace("_", "").isalnum():
        return HttpResponseRedirect(reverse("verify", args=[token]))
    return render(request, "verify/start.html")


@never_cache
@require_GET
def verify(request: HttpRequest, token: str) -> HttpResponse:
    try:
        found = verify_output(token)
    except CaseMissing:
        return render(request, "verify/unknown.html", status=404)
    return render(request, "verify/result.html", {"found": found, "token": token})
