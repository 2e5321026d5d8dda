"""The platform's own front page: which agency?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tenants.api import host_url, list_active


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    # Who only tries things out is found by its address, not here.
    shown = [each for each in list_active() if each.live_at and not each.practice_of]
    tenants = [{"name": each.name, "url": host_url(each.primary_host)} for each in shown]
    return render(request, "platform/home.html", {"tenants": tenants})
