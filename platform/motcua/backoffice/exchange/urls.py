from django.urls import path

from motcua.backoffice.exchange import views

app_name = "exchange"
urlpatterns = [
    path("", views.requests, name="requests"),
    path("noi-tra-loi/", views.desk, name="desk"),
    path("<uuid:request_id>/", views.show, name="request"),
    path("<uuid:request_id>/nhan/", views.claim, name="claim"),
    path("<uuid:request_id>/tep/<uuid:file_id>/", views.file, name="file"),
]
