from django.urls import path

from motcua.backoffice.staff.views import people, providers

app_name = "staff"
urlpatterns = [
    path("can-bo/", people.index, name="index"),
    path("can-bo/moi/", people.create, name="create"),
    path("can-bo/<uuid:staff_id>/", people.show, name="show"),
    path("can-bo/<uuid:staff_id>/<slug:act>/", people.act, name="act"),
    path("dang-nhap-co-quan/", providers.index, name="providers"),
    path("dang-nhap-co-quan/mat-khau/", providers.passwords, name="passwords"),
    path("dang-nhap-co-quan/moi/<slug:kind>/", providers.create, name="new_provider"),
    path("dang-nhap-co-quan/<uuid:provider_id>/", providers.edit, name="provider"),
    path("dang-nhap-co-quan/<uuid:provider_id>/<slug:act>/", providers.act, name="provider_act"),
]
