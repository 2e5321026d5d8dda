"""On a tenant's site: a citizen's own papers, who read their data, and requests about it."""

from django.urls import path

from motcua.portal.views import data_requests, my_data, paper_store

urlpatterns = [
    path("kho-giay-to/", paper_store.store, name="paper_store"),
    path("kho-giay-to/<uuid:file_id>/", paper_store.paper, name="stored_paper"),
    path("kho-giay-to/<uuid:file_id>/tep/", paper_store.paper_file, name="stored_paper_file"),
    path("du-lieu-cua-toi/", my_data.readings, name="my_data"),
    path("du-lieu-cua-toi/yeu-cau/", data_requests.ask, name="data_requests"),
    path("du-lieu-cua-toi/yeu-cau/<uuid:request_id>/", data_requests.show, name="data_request"),
    path(
        "du-lieu-cua-toi/yeu-cau/<uuid:request_id>/ban-sao/",
        data_requests.download,
        name="data_copy",
    ),
]
