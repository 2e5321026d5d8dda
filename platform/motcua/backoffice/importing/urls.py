from django.urls import path

from motcua.backoffice.importing import views

app_name = "importing"
urlpatterns = [
    path("", views.index, name="index"),
    path("lan/<uuid:batch_id>/", views.batch, name="batch"),
    path("xuat/<uuid:service_id>/", views.export, name="export"),
]
