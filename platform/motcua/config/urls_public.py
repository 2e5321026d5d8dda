"""Addresses of the platform's own site."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from motcua.config.observability import views as machines
from motcua.config.well_known import PATH, security_txt


def healthz(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("healthz", healthz),
    path("readyz", machines.readyz),
    path("noi-bo/chung-thu", machines.certificate_wanted),
    path(PATH, security_txt),
    path("", include("motcua.identity.urls_platform")),
    path("", include("motcua.portal.urls_people")),
    path("", include("motcua.portal.urls_platform")),
    path("", include("billing.contrib.stripe.urls")),
]
if settings.MOTCUA_SIMULATORS:
    urlpatterns += [
        path("", include("motcua.payments.urls_platform")),
        path("", include("billing.contrib.stripe_simulator.urls")),
        path("", include("motcua.notifications.urls_platform")),
        path("", include("motcua.files.contrib.sign_simulator.urls")),
    ]
