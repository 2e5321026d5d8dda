"""The platform's site for people."""

from django.urls import path

from motcua.portal.views import language, platform

urlpatterns = [
    path("", platform.home, name="platform_home"),
    path("ngon-ngu/", language.set_language, name="set_language"),
]
