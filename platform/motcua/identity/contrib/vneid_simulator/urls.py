from django.urls import path

from motcua.identity.contrib.vneid_simulator import views

urlpatterns = [
    path(".well-known/openid-configuration", views.configuration),
    path("authorize", views.authorize),
    path("token", views.token),
    path("userinfo", views.userinfo),
    path("jwks", views.jwks),
]
