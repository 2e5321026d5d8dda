from django.urls import path

from motcua.backoffice.recordings import views

app_name = "recordings"
urlpatterns = [
    path("", views.index, name="index"),
    path("tu-xem-thu/", views.from_preview, name="from_preview"),
    path("<uuid:recording_id>/", views.detail, name="detail"),
    path("<uuid:recording_id>/chap-nhan/", views.accept, name="accept"),
    path("<uuid:recording_id>/xoa/", views.delete, name="delete"),
]
