"""A tenant's portal."""

from django.urls import include, path
from wagtail import urls as wagtail_urls

from motcua.portal.views import (
    cases,
    catalogue,
    display,
    inbox,
    language,
    lists,
    payments,
    preview,
    printing,
    queue,
    receipt,
    runner,
    start,
    theme,
    track,
    verify,
)

urlpatterns = [
    path("giao-dien.css", theme.theme_css, name="theme_css"),
    path("ngon-ngu/", language.set_language, name="set_language"),
    path("cach-hien-thi/", display.set_display, name="set_display"),
    path("dich-vu/", catalogue.service_list, name="service_list"),
    path("dich-vu/<slug:slug>/", catalogue.service, name="service"),
    path("dich-vu/<slug:slug>/to-khai/", printing.empty_form, name="empty_form"),
    path("dich-vu/<slug:slug>/to-khai/pdf/", printing.empty_form_pdf, name="empty_form_pdf"),
    path("nop-ho-so/<slug:slug>/", start.start, name="form_start"),
    path("nop-ho-so/<slug:slug>/dieu-kien/", start.eligibility, name="form_eligibility"),
    path("xem-truoc/<str:token>/<slug:page_id>/", preview.form_preview, name="form_preview"),
    path("dia-gioi/<str:province>/", runner.communes, name="communes"),
    path("dia-gioi-cu/", lists.old_places, name="old_places"),
    path("to-khai/<uuid:draft_id>/tim/<str:field_id>/", lists.search_list, name="search_list"),
    path("bien-nhan/<uuid:submission_id>/", receipt.receipt, name="receipt"),
    path("bien-nhan/<uuid:submission_id>/pdf/", receipt.receipt_pdf, name="receipt_pdf"),
    path("ho-so/", cases.my_cases, name="my_cases"),
    path("ho-so/<uuid:case_id>/", cases.my_case, name="my_case"),
    path("ho-so/<uuid:case_id>/bo-sung/", cases.answer_supplement, name="answer_supplement"),
    path("ho-so/<uuid:case_id>/rut/", cases.withdraw, name="withdraw_case"),
    path("ho-so/<uuid:case_id>/nop-phi/", payments.open_payment, name="open_payment"),
    path("ho-so/<uuid:case_id>/xac-nhan/", cases.confirm_step, name="confirm_step"),
    path(
        "ho-so/<uuid:case_id>/sua/<uuid:mending_id>/", cases.answer_mending, name="answer_mending"
    ),
    path("ho-so/<uuid:case_id>/tep/<uuid:file_id>/", cases.case_file, name="my_case_file"),
    path("ho-so/<uuid:case_id>/giay-to/<uuid:paper_id>/", cases.paper, name="my_paper"),
    path("tep/<uuid:submission_id>/<uuid:file_id>/", receipt.own_file, name="own_file"),
    path("lay-so/<str:token>/", queue.kiosk, name="queue_kiosk"),
    path("bang-so/<uuid:agency_id>/", queue.board, name="queue_board"),
    path("tra-cuu/", track.track, name="track"),
    path("xac-minh/", verify.start, name="verify_start"),
    path("xac-minh/<str:token>/", verify.verify, name="verify"),
    path("thanh-toan/<uuid:order_id>/", payments.pay, name="pay"),
    path("thanh-toan/<uuid:order_id>/ve/<str:gateway>/", payments.returned, name="pay_return"),
    path("hop-thu/", inbox.inbox, name="inbox"),
    path("hop-thu/<uuid:entry_id>/", inbox.open_entry, name="inbox_entry"),
    path("", include(wagtail_urls)),
]
