from django.urls import path

from motcua.backoffice.plan import invoices, views

app_name = "plan"
urlpatterns = [
    path("", views.index, name="index"),
    path("chon/<slug:plan>/", views.choose, name="choose"),
    path("xong/", views.done, name="done"),
    path("bo/", views.leave, name="leave"),
    path("the/", views.card, name="card"),
    path("dung/", views.end, name="end"),
    path("thong-tin/", invoices.profile, name="profile"),
    path("hoa-don/<uuid:invoice_id>/", invoices.invoice, name="invoice"),
]
