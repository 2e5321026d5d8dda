"""Test recordings stand below their service in Wagtail's admin."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    return [
        path(
            "dich-vu/<uuid:service_id>/ban-ghi/",
            include("motcua.backoffice.recordings.urls"),
        )
    ]
