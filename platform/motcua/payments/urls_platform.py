"""Addresses on the platform's host, only where simulators are on."""

from django.urls import path

from motcua.payments.contrib.simulator import views
from motcua.payments.contrib.simulator.merchants import API_PATH, PAY_PATH

urlpatterns = [
    path(PAY_PATH.lstrip("/"), views.pay, name="simulator_vnpay"),
    path(API_PATH.lstrip("/"), views.api, name="simulator_vnpay_api"),
]
