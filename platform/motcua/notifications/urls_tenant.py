"""Addresses on a tenant's host that providers' servers call."""

from django.urls import path

from motcua.notifications import views

urlpatterns = [
    path("kenh-gui/<slug:channel>/bao-cao/<str:key>/", views.report, name="delivery_report"),
]
