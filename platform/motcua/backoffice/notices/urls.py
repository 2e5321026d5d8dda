from django.urls import path

from motcua.backoffice.notices import channels, log, rules, templates

app_name = "notices"
urlpatterns = [
    path("", channels.index, name="index"),
    path("kenh/<str:channel_key>/", channels.edit, name="channel"),
    path("mau/", templates.index, name="templates"),
    path("mau/<str:event>/<str:channel_key>/", templates.edit, name="template"),
    path("quy-tac/", rules.index, name="rules"),
    path("quy-tac/<str:event>/", rules.edit, name="rule"),
    path("nhat-ky/", log.index, name="log"),
    path("nhat-ky/<uuid:delivery_id>/gui-lai/", log.retry, name="retry"),
]
