from django.urls import path

from motcua.backoffice.inbox.views import (
    absence,
    acts,
    case,
    desk,
    fees,
    files,
    hand_on,
    late,
    listing,
    many,
    talk,
)

app_name = "office"
urlpatterns = [
    path("", listing.inbox, name="inbox"),
    path("tre-han/", late.late_cases, name="late"),
    path("hang-loat/", many.do_many, name="many"),
    path("bo-loc/", desk.save_filter, name="save_filter"),
    path("bo-loc/<uuid:filter_id>/bo/", desk.delete_filter, name="delete_filter"),
    path("cach-xem/", desk.arrange, name="arrange"),
    path("vang-mat/", absence.absence, name="absence"),
    path("ban-giao/", hand_on.hand_on, name="hand_on"),
    path("<uuid:case_id>/", case.show, name="case"),
    path("<uuid:case_id>/phi/", fees.counter, name="fees"),
    path("<uuid:case_id>/phi/bien-lai/", fees.receipt, name="receipt"),
    path("<uuid:case_id>/tep/<uuid:file_id>/", files.case_file, name="file"),
    path("<uuid:case_id>/ghi-chu/", talk.write_note, name="note"),
    path("<uuid:case_id>/tin-nhan/", talk.write_letter, name="letter"),
    path("<uuid:case_id>/tin-nhan/da-doc/", talk.mark_letters, name="letters_read"),
    path("<uuid:case_id>/theo-doi/", talk.watch, name="watch"),
    path("<uuid:case_id>/chia-se/", talk.share, name="share"),
    path("<uuid:case_id>/co-mat/", talk.presence, name="presence"),
    path("<uuid:case_id>/<slug:act>/", acts.perform, name="act"),
]
