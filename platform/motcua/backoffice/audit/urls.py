from django.urls import path

from motcua.backoffice.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.index, name="index"),
    path("kiem-tra/", views.check, name="check"),
    path("chuoi/", views.chain, name="chain"),
]
