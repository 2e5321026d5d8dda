"""Addresses of identity on the platform's host."""

from django.conf import settings
from django.urls import include, path

from motcua.identity.citizens import phone_views, state_provider, views

urlpatterns = [
    path("dang-nhap/", views.sign_in, name="identity_sign_in"),
    path("tai-khoan/", views.account, name="identity_account"),
    path("tai-khoan/thiet-bi/", views.devices, name="identity_devices"),
    path("dang-nhap/dien-thoai/", phone_views.ask_sign_in_code, name="phone_sign_in"),
    path("dang-nhap/dien-thoai/ma/", phone_views.enter_sign_in_code, name="phone_sign_in_code"),
    path("dang-nhap/dien-thoai/ho-ten/", phone_views.name_new_account, name="phone_sign_up"),
    path("tai-khoan/dien-thoai/", phone_views.manage_phone, name="identity_phone"),
    path("tai-khoan/dien-thoai/ma/", phone_views.enter_new_phone_code, name="identity_phone_code"),
    path("tai-khoan/xac-nhan/", phone_views.confirm_by_phone, name="identity_phone_confirm"),
    path("tai-khoan/nang-muc/", views.step_up, name="identity_step_up"),
    # Some of ours before allauth's own, at the same addresses.
    path("accounts/oidc/<slug:provider_id>/login/", views.begin_upstream),
    path("accounts/oidc/<slug:provider_id>/login/callback/", state_provider.finish),
    path("accounts/", include("allauth.urls")),
    path("identity/o/authorize", views.authorize, name="identity_authorize"),
    path("identity/o/api/token", views.token),
    # allauth's device grant: nobody here uses it, and its page takes posts without a CSRF token.
    path("identity/o/device", views.not_offered),
    path("identity/o/api/device/code", views.not_offered),
    path("", include("allauth.idp.urls")),
]

if settings.MOTCUA_SIMULATORS:
    urlpatterns += [
        path("simulator/vneid/", include("motcua.identity.contrib.vneid_simulator.urls"))
    ]
