from django.urls import path

from motcua.backoffice.support import views

app_name = "support"
urlpatterns = [
    path("", views.index, name="index"),
    path("thong-bao/<uuid:announcement_id>/an/", views.dismiss, name="dismiss"),
    path("<uuid:access_id>/<slug:verdict>/", views.judge, name="judge"),
]
