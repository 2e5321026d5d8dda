from django.urls import path

from motcua.backoffice.books import design_views, views, waiting_views

app_name = "books"
urlpatterns = [
    path("", views.index, name="index"),
    path("so-theo-doi/", views.register, name="register"),
    path("so-van-thu/", views.numbers, name="numbers"),
    path("in/", views.print_many, name="print_many"),
    path("bien-lai/<uuid:case_id>/", views.fee_receipt, name="fee_receipt"),
    path("mau/", design_views.design, name="design"),
    path("mau/xem-thu/", design_views.preview, name="design_preview"),
    path("mau/lay-lai/", design_views.restore, name="design_restore"),
    path("cho-ky/", waiting_views.waiting, name="waiting"),
    path("cho-ky/in-tay/", waiting_views.by_hand, name="by_hand"),
    path("xem-truoc/<uuid:service_id>/", views.preview, name="preview"),
]
