from django.urls import path

from motcua.backoffice.certificates import views

app_name = "certificates"
urlpatterns = [
    path("", views.index, name="index"),
    path("ngung-dung/", views.revoke, name="revoke"),
]
