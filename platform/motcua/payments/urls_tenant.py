"""Addresses on a tenant's host that providers' servers call."""

from django.urls import path

from motcua.payments import views

urlpatterns = [
    path("thanh-toan/<slug:vendor>/ipn", views.ipn, name="payment_ipn"),
]
