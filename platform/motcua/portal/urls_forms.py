"""Addresses of a form being filled in. They stand first: nothing is asked for more often."""

from django.urls import path, register_converter

from motcua.portal.views import (
    check,
    costs,
    paper_store,
    parties,
    printing,
    runner,
    tasks,
    uploads,
)


class PageIdConverter:
    """Ids of pages, which no other part of an address looks like."""

    regex = "pag_[A-Za-z0-9_]{1,60}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(PageIdConverter, "page")

urlpatterns = [
    path("<uuid:draft_id>/<page:page_id>/", runner.form_page, name="form_page"),
    path("<uuid:draft_id>/kiem-tra/", check.form_check, name="form_check"),
    path("<uuid:draft_id>/nop-cho-ai/", parties.form_parties, name="form_parties"),
    path("<uuid:draft_id>/nop/", check.form_submit, name="form_submit"),
    path("<uuid:draft_id>/cac-phan/", tasks.form_tasks, name="form_tasks"),
    path("<uuid:draft_id>/bo/", runner.form_discard, name="form_discard"),
    path("<uuid:draft_id>/bo-sung/", runner.correction, name="form_correction"),
    path("<uuid:draft_id>/in/", printing.form_print, name="form_print"),
    path("<uuid:draft_id>/in/pdf/", printing.form_print_pdf, name="form_print_pdf"),
    path("<uuid:draft_id>/<page:page_id>/tam-tinh/", costs.cost_preview, name="cost_preview"),
    path("<uuid:draft_id>/giay-to-da-co/", paper_store.use_again, name="use_paper"),
    path("<uuid:draft_id>/tep/", uploads.upload_begin, name="upload_begin"),
    path("<uuid:draft_id>/tep/<uuid:upload_id>/", uploads.upload_piece, name="upload_piece"),
    path("<uuid:draft_id>/tep/<uuid:upload_id>/xong/", uploads.upload_finish, name="upload_finish"),
]
