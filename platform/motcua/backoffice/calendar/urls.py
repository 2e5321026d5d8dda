from django.urls import path

from motcua.backoffice.calendar import views

app_name = "calendar"
urlpatterns = [
    path("", views.index, name="index"),
    path("tuan/", views.set_week, name="week"),
    path("ngay/", views.set_day, name="day"),
    path("bo-ngay/", views.clear_day, name="clear"),
    path("nhap/", views.take_in, name="take_in"),
    path("theo-chung/", views.follow_tenant, name="follow"),
]
