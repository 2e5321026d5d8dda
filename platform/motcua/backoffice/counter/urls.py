from django.urls import path

from motcua.backoffice.counter.views import (
    assist,
    components,
    confirm,
    desk,
    finish,
    post,
    queue,
    reasons,
)

app_name = "counter"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("mo/", desk.open_anything, name="open"),
    path("noi/", desk.choose_point, name="point"),
    path("so/goi/", queue.call_next, name="call_next"),
    path("so/phat/", queue.issue, name="issue"),
    path("so/loai/", queue.kinds, name="ticket_kinds"),
    path("so/<uuid:ticket_id>/<slug:deed>/", queue.do, name="ticket"),
    path("nguoi/", assist.find_person, name="person"),
    path("nguoi/ghi/", assist.note_person, name="note_person"),
    path("chon/<str:token>/", assist.choose_service, name="services"),
    path("nguoi-tiep/", assist.next_person, name="next_person"),
    path("nhap-ho/<uuid:assistance_id>/", confirm.show, name="confirm"),
    path("nhap-ho/<uuid:assistance_id>/ma/", confirm.send, name="send_code"),
    path("nhap-ho/<uuid:assistance_id>/nop/", confirm.submit, name="submit"),
    path("xong/<uuid:case_id>/", finish.done, name="done"),
    path("xong/<uuid:case_id>/giay-tiep-nhan/", finish.print_receipt, name="print_receipt"),
    path("giay-to/<uuid:case_id>/", components.show, name="components"),
    path("buu-chinh/", post.index, name="post"),
    path("buu-chinh/dang-ky/<uuid:case_id>/", post.register, name="register_post"),
    path("buu-chinh/danh-sach/<slug:number>/", post.hand_over_list, name="post_list"),
    path("buu-chinh/<uuid:item_id>/<slug:deed>/", post.do, name="post_item"),
    path("ly-do/", reasons.index, name="reasons"),
    path("ly-do/moi/", reasons.edit, name="new_reason"),
    path("ly-do/<uuid:reason_id>/", reasons.edit, name="reason"),
]
