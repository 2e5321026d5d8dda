"""Addresses on the platform's host, only where simulators are on."""

from django.urls import path

from motcua.notifications.contrib.email import views

urlpatterns = [
    path("simulator/mail/", views.mails, name="simulator_mails"),
    path("simulator/mail/<str:name>/", views.mail, name="simulator_mail"),
]
