from django.urls import path

from motcua.portal.desk import looks, searches

app_name = "portal_desk"
urlpatterns = [
    path("tim-khong-thay/", searches.index, name="searches"),
    path("tim-khong-thay/them/", searches.add, name="searches_add"),
    path("tim-khong-thay/bo/", searches.dismiss, name="searches_dismiss"),
    path("giao-dien/", looks.index, name="looks"),
    path("giao-dien/thu/", looks.try_out, name="looks_try"),
    path("giao-dien/thoi-thu/", looks.stop_trying, name="looks_stop"),
    path("giao-dien/dung/", looks.go_live, name="looks_live"),
    path("giao-dien/bo/", looks.discard, name="looks_discard"),
]
