from django.urls import path

from motcua.backoffice.datasheet import views

app_name = "datasheet"
urlpatterns = [
    path("", views.index, name="index"),
    path("<uuid:service_id>/", views.sheet, name="sheet"),
    path("<uuid:service_id>/tai-ve/", views.export, name="export"),
    path("<uuid:service_id>/bieu-do/", views.chart, name="chart"),
]
