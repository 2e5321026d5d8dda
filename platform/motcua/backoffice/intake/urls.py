from django.urls import path

from motcua.backoffice.intake import views

app_name = "intake"
urlpatterns = [
    path("", views.index, name="index"),
    path("<uuid:service_id>/", views.service, name="service"),
]
