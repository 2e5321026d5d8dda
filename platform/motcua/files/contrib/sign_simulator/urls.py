"""Addresses on the platform's host, only where simulators are on."""

from django.urls import path

from motcua.files.contrib.sign_simulator import views

urlpatterns = [
    path("simulator/ky-so/sign", views.sign, name="simulator_sign"),
    path("simulator/ky-so/status", views.status, name="simulator_sign_status"),
    path("simulator/ky-so/dau-thoi-gian/<slug:plan>", views.time_stamp, name="simulator_stamps"),
    path("simulator/ky-so/tep/<str:name>", views.authority_file, name="simulator_stamps_authority"),
]
