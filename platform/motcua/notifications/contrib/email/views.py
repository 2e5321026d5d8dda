"""The demonstration's mailbox as a page of the platform."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import select_template
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from motcua.notifications.contrib.email import mailbox

LAYOUTS = ["base_platform.html", "simulator/layout.html"]


@never_cache
@require_GET
def mails(request: HttpRequest) -> HttpResponse:
    return _page(request, {"mails": mailbox.newest()})


@never_cache
@require_GET
def mail(request: HttpRequest, name: str) -> HttpResponse:
    found = mailbox.find(name)
    if found is None:
        raise Http404
    return _page(request, {"mail": found})


def _page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    if not settings.MOTCUA_SIMULATORS:
        raise Http404
    layout = select_template(LAYOUTS)
    return render(request, "simulator/mail.html", {"layout": layout, **context})
