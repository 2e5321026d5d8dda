"""Addresses on the platform's host that Stripe's servers call."""

from django.urls import path

from billing.contrib.stripe.keys import WEBHOOK_PATH
from billing.contrib.stripe.views import webhook

urlpatterns = [path(WEBHOOK_PATH.lstrip("/"), webhook, name="billing_stripe_webhook")]
