"""Addresses on the platform's host, only where simulators are on."""

from django.urls import path

from billing.contrib.stripe_simulator import pages
from billing.contrib.stripe_simulator.api import api

urlpatterns = [
    path("simulator/stripe/v1/<path:path>", api, name="simulator_stripe_api"),
    path("simulator/stripe/", pages.desk, name="simulator_stripe"),
    path(
        "simulator/stripe/thanh-toan/<slug:session_id>/",
        pages.checkout,
        name="simulator_stripe_checkout",
    ),
    path("simulator/stripe/khach/<slug:session_id>/", pages.portal, name="simulator_stripe_portal"),
    path(
        "simulator/stripe/hoa-don/<slug:invoice_id>/",
        pages.invoice,
        name="simulator_stripe_invoice",
    ),
]
