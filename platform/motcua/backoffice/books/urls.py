from django.urls import path

from motcua.backoffice.books import views

app_name = "books"
urlpatterns = [
    path("", views.index, name="index"),
    path("so-theo-doi/", views.register, name="register"),
    path("so-van-thu/", views.numbers, name="numbers"),
    path("in/", views.print_many, name="print_many"),
    path("bien-lai/<uuid:case_id>/", views.fee_receipt, name="fee_receipt"),
    path("xem-truoc/<uuid:service_id>/", views.preview, name="preview"),
]
