from django.urls import path

from motcua.portal.desk import domains, looks, searches

app_name = "portal_desk"
urlpatterns = [
    path("tim-khong-thay/", searches.index, name="searches"),
    path("tim-khong-thay/them/", searches.add, name="searches_add"),
    path("tim-khong-thay/bo/", searches.dismiss, name="searches_dismiss"),
    path("ten-mien/", domains.index, name="domains"),
    path("ten-mien/<uuid:domain_id>/kiem-tra/", domains.check, name="domains_check"),
    path("ten-mien/<uuid:domain_id>/chuyen-huong/", domains.redirect, name="domains_redirect"),
    path("ten-mien/<uuid:domain_id>/tra-lai/", domains.release, name="domains_release"),
    path("giao-dien/", looks.index, name="looks"),
    path("giao-dien/thu/", looks.try_out, name="looks_try"),
    path("giao-dien/thoi-thu/", looks.stop_trying, name="looks_stop"),
    path("giao-dien/dung/", looks.go_live, name="looks_live"),
    path("giao-dien/bo/", looks.discard, name="looks_discard"),
]
