"""The platform's site for people."""

from django.urls import path

from motcua.portal.views import display, language, platform

urlpatterns = [
    path("", platform.home, name="platform_home"),
    path("ngon-ngu/", language.set_language, name="set_language"),
    path("cach-hien-thi/", display.set_display, name="set_display"),
]
