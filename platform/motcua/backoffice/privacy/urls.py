from django.urls import path

from motcua.backoffice.privacy import views

app_name = "privacy"
urlpatterns = [
    path("", views.index, name="index"),
    path("cai-dat/", views.settings, name="settings"),
    path("<uuid:request_id>/", views.show, name="show"),
]
