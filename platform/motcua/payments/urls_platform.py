"""Addresses on the platform's host, only where simulators are on."""

from django.urls import path

from motcua.payments.contrib.simulator import interfaces, views
from motcua.payments.contrib.simulator.merchants import (
    API_PATH,
    MOMO_API,
    MOMO_PAY,
    NATIONAL_INIT,
    NATIONAL_PAY,
    NATIONAL_QUERY,
    PAY_PATH,
)

MOMO = MOMO_API.lstrip("/")

urlpatterns = [
    path(PAY_PATH.lstrip("/"), views.pay, name="simulator_vnpay"),
    path(API_PATH.lstrip("/"), views.api, name="simulator_vnpay_api"),
    path(f"{MOMO}/create", interfaces.momo_create, name="simulator_momo_create"),
    path(f"{MOMO}/query", interfaces.momo_query, name="simulator_momo_query"),
    path(f"{MOMO}/refund", interfaces.momo_refund, name="simulator_momo_refund"),
    path(MOMO_PAY.lstrip("/"), views.wallet, {"vendor": "momo"}, name="simulator_momo"),
    path(NATIONAL_INIT.lstrip("/"), interfaces.national_init, name="simulator_national_init"),
    path(NATIONAL_QUERY.lstrip("/"), interfaces.national_query, name="simulator_national_query"),
    path(NATIONAL_PAY.lstrip("/"), views.wallet, {"vendor": "national"}, name="simulator_national"),
    path("simulator/thanh-toan/", views.mood, name="simulator_payment_moods"),
]
