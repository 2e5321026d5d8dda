"""On a tenant's site: after the result."""

from django.urls import path

from motcua.portal.views import ratings

urlpatterns = [
    path("ho-so/<uuid:case_id>/danh-gia/", ratings.rate, name="rate_case"),
    path("danh-gia/", ratings.overview, name="ratings"),
]
