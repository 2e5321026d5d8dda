from django.urls import path

from motcua.backoffice.library import endpoints, uses

app_name = "origins"
urlpatterns = [
    path("nguon-goc/", uses.index, name="index"),
    path("nguon-goc/<uuid:use_id>/", uses.change, name="change"),
    path("thu-vien/", endpoints.library, name="library"),
    path("thu-vien/luu/", endpoints.save, name="save"),
]
