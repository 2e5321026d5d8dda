from django.urls import path

from motcua.backoffice.staff.views import people

app_name = "staff"
urlpatterns = [
    path("", people.index, name="index"),
    path("moi/", people.create, name="create"),
    path("<uuid:staff_id>/", people.show, name="show"),
    path("<uuid:staff_id>/<slug:act>/", people.act, name="act"),
]
