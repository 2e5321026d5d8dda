"""Addresses on the platform's host, only where simulators are on."""

from django.urls import path

from motcua.notifications.contrib.email import views
from motcua.notifications.contrib.simulator import views as simulator

_ESMS = "simulator/esms/MainService.svc/json/SendMultipleMessage_V4_post_json/"

urlpatterns = [
    path("simulator/mail/", views.mails, name="simulator_mails"),
    path("simulator/mail/<str:name>/", views.mail, name="simulator_mail"),
    path("simulator/tin-nhan/", simulator.messages, name="simulator_messages"),
    path("simulator/sms/", simulator.sms, name="simulator_sms"),
    path(_ESMS, simulator.esms, name="simulator_esms"),
    path("simulator/zalo/v4/oa/access_token", simulator.zalo_token, name="simulator_zalo_token"),
    path("simulator/zalo/message/template", simulator.zalo_send, name="simulator_zalo"),
    path("simulator/zalo/template/info/v2", simulator.zalo_template, name="simulator_zalo_info"),
    path("simulator/push/<slug:device>/", simulator.push, name="simulator_push"),
    path("simulator/webhook/<slug:name>/", simulator.webhook, name="simulator_webhook"),
]
