"""Where dossiers are filed: its address in Wagtail's admin; the list of services leads there."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    return [path("noi-nop/", include("motcua.backoffice.intake.urls"))]
