"""Addresses of a tenant's portal and of its staff."""

from django.urls import include, path

from motcua.config.graphql.view import GraphQLView
from motcua.config.urls_public import healthz
from motcua.config.well_known import PATH, security_txt

urlpatterns = [
    path("to-khai/", include("motcua.portal.urls_forms")),
    path("healthz", healthz),
    path(PATH, security_txt),
    path("", include("motcua.identity.urls_tenant")),
    path("", include("motcua.payments.urls_tenant")),
    path("", include("motcua.notifications.urls_tenant")),
    path("graphql", GraphQLView.as_view(), name="graphql"),
    path("", include("motcua.backoffice.urls")),
    path("", include("motcua.portal.urls_after")),
    path("", include("motcua.portal.urls_appointments")),
    path("", include("motcua.portal.urls_data")),
    path("", include("motcua.portal.urls")),
]
