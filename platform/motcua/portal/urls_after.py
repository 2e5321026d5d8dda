"""On a tenant's site: after the result, and what people are asked."""

from django.urls import path

from motcua.portal.views import petitions, ratings, survey_preview, surveys

urlpatterns = [
    path("ho-so/<uuid:case_id>/danh-gia/", ratings.rate, name="rate_case"),
    path("phan-anh/", petitions.send, name="send_petition"),
    path("phan-anh/tra-cuu/", petitions.track, name="track_petition"),
    path("phan-anh/cong-khai/", petitions.published, name="published_petitions"),
    path("danh-gia/", ratings.overview, name="ratings"),
    path("khao-sat/", surveys.index, name="surveys"),
    path("khao-sat/<slug:survey>/", surveys.answer, name="survey"),
    path("khao-sat/<slug:survey>/cam-on/", surveys.thanks, name="survey_thanks"),
    path("khao-sat/<slug:survey>/ket-qua/", surveys.results, name="survey_results"),
    path("khao-sat/<slug:survey>/ket-qua.csv", surveys.results_csv, name="survey_results_csv"),
    path("khao-sat/<slug:survey>/dung-moi/", surveys.opt_out, name="survey_opt_out"),
    path(
        "xem-truoc-khao-sat/<str:token>/<str:page_id>/",
        survey_preview.survey_preview,
        name="survey_preview",
    ),
]
