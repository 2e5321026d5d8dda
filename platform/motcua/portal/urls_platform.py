"""The platform's site for people."""

from django.urls import path

from motcua.portal.views import display, language, platform, signup

urlpatterns = [
    path("", platform.home, name="platform_home"),
    path("mo-cong/", signup.begin, name="signup"),
    path("mo-cong/tien-do/", signup.state, name="signup_state"),
    path("mo-cong/vao/", signup.enter, name="signup_enter"),
    path("ngon-ngu/", language.set_language, name="set_language"),
    path("cach-hien-thi/", display.set_display, name="set_display"),
]
