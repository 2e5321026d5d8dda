from django.urls import path

from motcua.backoffice.reference import views

app_name = "reference"
urlpatterns = [
    path("", views.index, name="index"),
    path("moi/", views.create, name="create"),
    path("<uuid:reference_id>/", views.show, name="show"),
    path("<uuid:reference_id>/tai-ve/", views.download, name="download"),
    path("<uuid:reference_id>/tai-len/", views.upload, name="upload"),
    path("<uuid:reference_id>/xem/<uuid:upload_id>/", views.preview, name="preview"),
    path("<uuid:reference_id>/dung-ban/", views.use_revision, name="use_revision"),
]
