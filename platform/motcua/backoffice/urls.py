"""Staff addresses: Wagtail's admin (ours hook into it) and the files its pages show."""

from django.urls import include, path
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls

urlpatterns = [
    path("quan-tri/", include(admin_urls)),
    path("tai-lieu/", include(document_urls)),
]
