"""Looking up a dossier without an account: its code and the secret from the receipt."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.casework.api import TrackingRefused
from motcua.casework.api import track as look_up
from motcua.kernel.clients import client_address


@never_cache
@require_http_methods(["GET", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """Code and secret are posted, so that they stay out of addresses and logs."""
    if request.method == "GET":
        return render(request, "cases/track.html", {"code": request.GET.get("ma", "")[:60]})
    code = request.POST.get("code", "")[:60].replace("\x00", "")
    secret = request.POST.get("secret", "")[:60].replace("\x00", "")
    try:
        found = look_up(code, secret, client=client_address(request), now=timezone.now())
    except TrackingRefused as error:
        context = {"code": code, "error": error.message}
        return render(request, "cases/track.html", context, status=error.status)
    return render(request, "cases/tracked.html", {"found": found})
