"""Addresses of identity on a tenant's host."""

from django.urls import path

from motcua.identity.applicants import views

urlpatterns = [
    path("dang-nhap/", views.sign_in, name="identity_sign_in"),
    path("dang-nhap/xong/", views.complete, name="identity_complete"),
    path("dang-xuat/tu-nen-tang/", views.signed_out_above, name="identity_signed_out_above"),
    path("dang-xuat/", views.sign_out, name="identity_sign_out"),
]
