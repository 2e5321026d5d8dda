from django.urls import path

from motcua.backoffice.mandates import views

app_name = "mandates"
urlpatterns = [
    path("", views.index, name="index"),
    path("<uuid:mandate_id>/", views.show, name="show"),
    path("<uuid:mandate_id>/tep/", views.paper, name="paper"),
]
