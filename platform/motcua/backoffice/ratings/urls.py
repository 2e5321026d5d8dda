from django.urls import path

from motcua.backoffice.ratings import views

app_name = "ratings"
urlpatterns = [
    path("", views.index, name="index"),
    path("gop-y/", views.comments, name="comments"),
    path("gop-y/<uuid:rating_id>/", views.settle, name="settle"),
]
