from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is stale, usually because the session ended while somebody typed."""
    return render(request, "errors/csrf.html", status=403)
