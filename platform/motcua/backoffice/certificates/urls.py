from django.urls import path

from motcua.backoffice.certificates import service_views, views

app_name = "certificates"
urlpatterns = [
    path("", views.index, name="index"),
    path("ngung-dung/", views.revoke, name="revoke"),
    path("thu/", service_views.try_own, name="try_own"),
    path("tu-xa/", service_views.remote, name="remote"),
    path("dau-thoi-gian/", service_views.stamps, name="stamps"),
]
