from django.urls import path

from motcua.backoffice.inbox.views import acts, case, fees, files, late, listing

app_name = "office"
urlpatterns = [
    path("", listing.inbox, name="inbox"),
    path("tre-han/", late.late_cases, name="late"),
    path("<uuid:case_id>/", case.show, name="case"),
    path("<uuid:case_id>/phi/", fees.counter, name="fees"),
    path("<uuid:case_id>/phi/bien-lai/", fees.receipt, name="receipt"),
    path("<uuid:case_id>/tep/<uuid:file_id>/", files.case_file, name="file"),
    path("<uuid:case_id>/<slug:act>/", acts.perform, name="act"),
]
