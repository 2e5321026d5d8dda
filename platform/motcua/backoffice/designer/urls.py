from django.urls import path

from motcua.backoffice.designer.views import (
    checking,
    comments,
    company,
    compare,
    editor,
    endpoints,
    listing,
    process,
    review,
)

app_name = "designer"
urlpatterns = [
    path("", listing.service_list, name="index"),
    path("moi/", listing.create, name="create"),
    path("<uuid:service_id>/", editor.designer, name="edit"),
    path("<uuid:service_id>/ban-nhap/", endpoints.draft, name="draft"),
    path("<uuid:service_id>/tinh-trang/", endpoints.facts, name="facts"),
    path("<uuid:service_id>/thao-tac/", endpoints.operations, name="operations"),
    path("<uuid:service_id>/hoan-tac/", endpoints.undo, name="undo"),
    path("<uuid:service_id>/lam-lai/", endpoints.redo, name="redo"),
    path("<uuid:service_id>/gui-duyet/", endpoints.request_publication, name="request"),
    path("<uuid:service_id>/rut-yeu-cau/", endpoints.take_back, name="take_back"),
    path("<uuid:service_id>/cong-bo/", endpoints.approve, name="approve"),
    path("<uuid:service_id>/tra-lai/", endpoints.send_back, name="send_back"),
    path("<uuid:service_id>/rut-dich-vu/", endpoints.withdraw, name="withdraw"),
    path("<uuid:service_id>/nhan-xet/", comments.comments, name="comments"),
    path(
        "<uuid:service_id>/nhan-xet/<uuid:thread_id>/giai-quyet/",
        comments.resolve,
        name="resolve_comment",
    ),
    path("<uuid:service_id>/xem-thu/", endpoints.preview, name="preview"),
    path("<uuid:service_id>/co-mat/", company.presence, name="presence"),
    path("<uuid:service_id>/dich-vu-khac/", company.services, name="services"),
    path("<uuid:service_id>/kiem-tra/", checking.checking, name="check"),
    path("<uuid:service_id>/so-sanh/", compare.compare, name="compare"),
    path("<uuid:service_id>/xet-duyet/", review.review, name="review"),
    path("<uuid:service_id>/quy-trinh/", process.process, name="process"),
    path("<uuid:service_id>/quy-trinh/bpmn/", process.bpmn, name="process_bpmn"),
    path("<uuid:service_id>/quy-trinh/bpmn/nhap/", process.bpmn_import, name="process_import"),
    path("<uuid:service_id>/quy-trinh/thu/", process.play, name="process_play"),
    path("<uuid:service_id>/quy-trinh/da-qua/", process.past, name="process_past"),
    path("<uuid:service_id>/quy-trinh/mo-phong/", process.simulate, name="process_simulate"),
]
