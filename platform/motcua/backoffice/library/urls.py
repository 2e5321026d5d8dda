from django.urls import path

from motcua.backoffice.library import views

app_name = "library"
urlpatterns = [
    path("", views.index, name="index"),
    path("nhap/", views.take_in, name="take_in"),
    path("muc/<str:source>/", views.entry, name="entry"),
    path("muc/<str:source>/tai-ve/", views.download, name="download"),
    path("muc/<str:source>/bo/", views.retire, name="retire"),
]
