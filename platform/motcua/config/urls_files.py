"""Addresses of the host that shows files and nothing else."""

from django.urls import path

from motcua.config.urls_public import healthz
from motcua.files.host_views import serve

handler404 = "motcua.files.host_views.missing"
urlpatterns = [
    path("healthz", healthz),
    path("<str:token>", serve, name="file"),
]
