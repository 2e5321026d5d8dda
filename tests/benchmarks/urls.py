"""The product's addresses and, before them, those of the peers."""

from django.urls import include, path

from tests.benchmarks.peers import views

urlpatterns = [
    path("do-kiem/rong/", views.empty),
    path("do-kiem/bieu-mau/", views.plain_form, name="plain_form"),
    path("", include("motcua.config.urls_tenant")),
]
