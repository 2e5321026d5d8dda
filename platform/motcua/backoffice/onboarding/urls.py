from django.urls import path

from motcua.backoffice.onboarding import views

app_name = "onboarding"
urlpatterns = [
    path("", views.index, name="index"),
    path("nhan-dien/", views.change_identity, name="identity"),
    path("don-vi/", views.units, name="units"),
    path("can-bo/", views.people, name="people"),
    path("van-hanh/", views.live, name="live"),
]
