"""On a tenant's site: after the result."""

from django.urls import path

from motcua.portal.views import petitions, ratings

urlpatterns = [
    path("ho-so/<uuid:case_id>/danh-gia/", ratings.rate, name="rate_case"),
    path("phan-anh/", petitions.send, name="send_petition"),
    path("phan-anh/tra-cuu/", petitions.track, name="track_petition"),
    path("phan-anh/cong-khai/", petitions.published, name="published_petitions"),
    path("danh-gia/", ratings.overview, name="ratings"),
]
