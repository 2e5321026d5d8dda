from django.urls import path

from motcua.backoffice.petitions import views

app_name = "petitions"
urlpatterns = [
    path("", views.index, name="index"),
    path("<uuid:petition_id>/", views.show, name="show"),
]
