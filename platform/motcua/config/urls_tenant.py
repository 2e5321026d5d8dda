"""Addresses of a tenant's portal and of its staff."""

from django.urls import include, path

from motcua.config.graphql.view import GraphQLView
from motcua.config.urls_public import healthz

urlpatterns = [
    path("healthz", healthz),
    path("", include("motcua.identity.urls_tenant")),
    path("", include("motcua.payments.urls_tenant")),
    path("graphql", GraphQLView.as_view(), name="graphql"),
    path("", include("motcua.backoffice.urls")),
    path("", include("motcua.portal.urls")),
]
